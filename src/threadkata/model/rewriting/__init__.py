"""What puts the hooks into the source; see `threadkata.model.instrument`.

Each class adds the nodes of one kind to those of its base, from the names up to the statements:
`nodes`, `variables`, `expressions`, `operators`, `calls`, `iteration`, `assignments`, `functions`,
`statements`. At the end `namespaces` sees to it that nothing of it shows.
"""
