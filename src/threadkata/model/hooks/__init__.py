"""The hooks that instrumented code calls: they find the place that is touched, and announce it.

One idea a module, and each knows only those above it:

    discovery   what the program writes while other threads run, as far as that is known
    ownership   whose an object or a function is: the program's, the library's, or neither
    touching    which places it touches to look into objects as a whole, or to change them
    announcing  the points themselves, and calls of code that is not ours
    lookup      how an attribute of an object is found
    attributes, variables, items, operators, iteration
                the accesses of the language, by what is written in the source
    effects     what a call of code that is not ours touches
    reflection  access by name: `getattr`, `vars`, `exec`, ...
    dates       `datetime.now()` and the like
    calls       calls
    patterns, managers
                the `match` and the `with` statement
    temporaries what statements outside of functions remember for a moment

`threadkata.model.access` puts them together.
"""
