"""What somebody sees on a page, in a real browser."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from page_samples import Sample, page_on_mistake, page_on_program
from thoroughness import marked

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
CHROMEDRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None or CHROMEDRIVER is None, reason="there is no chromium with chromedriver"
)

LOST_UPDATE = ("03_lock/counter", "no-lock")
DEADLOCK = ("03_lock/lock_order", "lock-order-inversion")
LOST_WAKEUP = ("04_condition/bounded_buffer", "no-notify-after-put")
EXCEPTION = ("06_semaphore/connection_pool", "permit-before-connection")

HOSTILE = "</script><img src=x onerror=document.title='hacked'>"
HOSTILE_KATA = f'''
import threading

class Box:
    def __init__(self):
        self.text = "\\ud800 {HOSTILE}"

    def write(self):
        text = self.text
        self.text = text[:9] + "{HOSTILE}"  # {HOSTILE} \u202e
        self.text = text
'''
HOSTILE_GRADER = f'''
import threading

def test_it(kata, run):
    """{HOSTILE}"""
    box = kata.Box()
    threads = [threading.Thread(target=box.write, name="{HOSTILE}") for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert box.text == "never {HOSTILE}"
'''
GATE_KATA = """
import threading

class Gate:
    def __init__(self):
        self.opened = threading.Event()
        self.count = 0

    def open(self):
        self.count += 1
        self.opened.set()

    def add(self):
        self.count += 1

    def enter(self):
        self.opened.wait()
"""
GATE_GRADER = """
def test_it(kata, run):
    gate = kata.Gate()
    run(gate.open, gate.add, gate.enter)
    assert gate.count == 2
"""
CROWD_KATA = """
import threading

class Crowd:
    def __init__(self):
        self.lock = threading.Lock()
        self.count = 0

    def work(self):
        for _ in range(8):
            with self.lock:
                self.count += 1
"""
CROWD_GRADER = """
def test_it(kata, run):
    crowd = kata.Crowd()
    run(*[crowd.work] * 12)
    assert crowd.count == 0
"""
TABLE_KATA = """
import threading

class Table:
    def __init__(self):
        self.forks = [threading.Lock() for _ in range({seats})]

    def eat(self, seat):
        with self.forks[seat]:
            with self.forks[(seat + 1) % {seats}]:
                pass
"""
TABLE_GRADER = """
def test_it(kata, run):
    table = kata.Table()
    run(*[lambda seat=seat: table.eat(seat) for seat in range({seats})])
"""
SLEEPERS_KATA = """
import threading

class Hall:
    def __init__(self):
        self.bell = threading.Condition()
        self.rings = False
        self.door = threading.Lock()
        self.end = threading.Event()

    def sleep(self):
        with self.bell:
            while not self.rings:
                self.bell.wait()

    def guard(self):
        with self.door:
            self.end.wait()

    def leave(self):
        with self.door:
            pass

    def twice(self):
        with self.door:
            self.leave()
"""
SLEEPERS_GRADER = """
def test_it(kata, run):
    hall = kata.Hall()
    run(hall.sleep, hall.sleep, hall.guard, hall.leave, hall.leave)
"""
ITSELF_GRADER = """
def test_it(kata, run):
    hall = kata.Hall()
    run(hall.twice, hall.leave, hall.leave)
"""


# ---------------------------------------------------------------------- the browser


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = webdriver.ChromeService(executable_path=CHROMEDRIVER)
    browser = webdriver.Chrome(options=options, service=service)
    yield browser
    browser.quit()


class Page:
    """A page in the browser, as somebody meets it."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(
        self,
        sample: Sample,
        fragment: str = "",
        *,
        width: int = 1280,
        scheme: str = "light",
        motion: str = "no-preference",
    ) -> Page:
        features = [("prefers-color-scheme", scheme), ("prefers-reduced-motion", motion)]
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500},
        )
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"features": [{"name": name, "value": value} for name, value in features]},
        )
        self.driver.get("about:blank")
        self.driver.get(sample.url + fragment)
        return self

    def does(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(script, *arguments)

    def sees(self, selector: str) -> str:
        """The text of an element, as it is seen; empty if it is not."""
        return " ".join(self.driver.find_element("css selector", selector).text.split())

    def count(self, selector: str) -> int:
        found = self.driver.find_elements("css selector", selector)
        return sum(element.is_displayed() for element in found)

    def click(self, selector: str) -> None:
        self.driver.find_element("css selector", selector).click()

    def press(self, *keys: str) -> None:
        """Press keys, wherever the focus is."""
        names = {
            "right": "\ue014", "left": "\ue012", "home": "\ue011", "end": "\ue010",
            "tab": "\ue004", "enter": "\ue007", "back": "\ue003", "space": " ",
        }  # fmt: skip
        for key in keys:
            webdriver.ActionChains(self.driver).send_keys(names.get(key, key)).perform()

    def box(self, selector: str) -> dict[str, float]:
        return dict(
            self.does(
                "return document.querySelector(arguments[0]).getBoundingClientRect().toJSON()",
                selector,
            )
        )

    @property
    def step(self) -> str:
        return self.sees("#position")

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]


@pytest.fixture
def page(driver: Any) -> Page:
    return Page(driver)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Callable[[tuple[str, str]], Sample]:
    """The page on a known mistake, made once."""
    folder = tmp_path_factory.mktemp("pages")
    made: dict[tuple[str, str], Sample] = {}

    def get(mistake: tuple[str, str]) -> Sample:
        if mistake not in made:
            made[mistake] = page_on_mistake(folder, *mistake)
        return made[mistake]

    return get


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return page_on_program(tmp_path_factory.mktemp("crowd"), CROWD_KATA, CROWD_GRADER)


Samples = Callable[[tuple[str, str]], Sample]


# ---------------------------------------------------------------------- what is there


def test_it_tells_what_was_asked_what_went_wrong_and_how_to_see_it_again(
    page: Page, sample: Samples
) -> None:
    shown = sample(LOST_UPDATE)
    page.open(shown)
    assert page.sees("#exercise") == "03_lock/counter"
    assert page.sees("h1") == "No increment is lost"
    assert page.sees("#requirement") == "What the test asks for."
    assert page.sees("#verdict").startswith("✗ Wrong result. The test's check at test_counter.py")
    assert "assert 1 == 2" in page.sees("#verdict")
    assert page.sees("#command") == shown.shown.failure.command
    assert page.driver.title == "No increment is lost: 03_lock/counter"
    assert page.complaints() == []


def test_nothing_is_fetched_and_nothing_could_be(page: Page, sample: Samples) -> None:
    page.open(sample(LOST_UPDATE))
    for key in ("left", "left", "home", "end"):
        page.press(key)
    page.click("#mode-play")
    assert page.does("return performance.getEntriesByType('resource')") == []
    assert page.does("return performance.getEntriesByType('navigation').length") == 1
    assert page.complaints() == []
    refused = page.driver.execute_async_script(
        """
        const done = arguments[0], refused = [];
        const note = (event) => refused.push(event.effectiveDirective);
        addEventListener("securitypolicyviolation", note);
        const image = document.createElement("img");
        image.src = "https://example.invalid/x.png";
        const script = document.createElement("script");
        script.textContent = "document.title = 'hacked'";
        const style = document.createElement("style");
        style.textContent = "body { display: none }";
        document.body.append(image, script, style);
        fetch("https://example.invalid/").catch(() => 0);
        setTimeout(() => done(refused), 150);
        """
    )
    assert set(refused) == {"img-src", "script-src-elem", "style-src-elem", "connect-src"}
    assert page.driver.title != "hacked"
    page.complaints()


def test_what_a_program_contains_is_text_and_no_more(page: Page, tmp_path: Path) -> None:
    hostile = page_on_program(tmp_path, HOSTILE_KATA, HOSTILE_GRADER)
    for fragment in ("", "#play"):
        page.open(hostile, fragment)
        assert page.driver.title == "It: 99_own/work"
        assert page.count("img") == 0
        assert page.complaints() == []
        assert HOSTILE in page.sees("#heads")
        assert HOSTILE in page.sees("#stands")
        assert HOSTILE in page.sees("#source")
    page.open(hostile)
    assert HOSTILE in page.sees("#rows")
    assert HOSTILE in page.sees("#verdict")
    body = hostile.text.partition('id="data">')[2].partition("</script>")[0]
    assert json.loads(body)["exercise"] == "99_own/work"
    assert "<" not in body


# ---------------------------------------------------------------------- stepping


def test_it_opens_at_the_end_and_goes_step_by_step(page: Page, sample: Samples) -> None:
    page.open(sample(LOST_UPDATE))
    assert page.step == "Step 6 of 6"
    assert not page.driver.find_element("id", "forward").is_enabled()
    page.click("#back")
    assert page.step == "Step 5 of 6"
    assert page.sees(".row.now").startswith(
        "5 increment-1: 24 self._value += by writes self._value = 1"
    )
    assert page.sees("#live") == "increment-1 at line 24: writes self._value = 1."
    assert page.sees("#stand-heading") == "After step 5"
    page.click("#forward")
    assert "Then it fails: wrong result." in page.sees("#live")
    page.click("#step-2 .cell")
    assert page.step == "Step 2 of 6"
    assert page.driver.current_url.endswith("#step-2")


def test_the_keyboard_alone_is_enough(page: Page, sample: Samples) -> None:
    page.open(sample(LOST_UPDATE))
    page.press("home")
    assert page.step == "Step 0 of 6"
    assert page.sees("#live") == "Before the first step."
    page.press("right", "right", "left")
    assert page.step == "Step 1 of 6"
    page.press("end")
    assert page.step == "Step 6 of 6"
    reached = []
    for _ in range(60):
        page.press("tab")
        reached.append(
            page.does("return document.activeElement.id || document.activeElement.tagName")
        )
        outline = page.does(
            "const s = getComputedStyle(document.activeElement);"
            "return document.activeElement === document.body ? 'body'"
            " : `${s.outlineStyle} ${parseFloat(s.outlineWidth) >= 2}`"
        )
        assert outline in ("solid true", "body"), reached[-1]
        if "source" in reached:
            break
    for name in ("mode-happened", "mode-play", "back", "play", "slider", "source"):
        assert name in reached, reached
    page.open(sample(LOST_UPDATE))
    page.does("document.getElementById('mode-play').focus()")
    page.press("enter")
    assert page.sees("#choice-heading") == "Who moves next?"
    page.press("1", "2", "back", "2")
    assert page.count(".row[data-step]") == 2


def test_the_slider_and_links_lead_to_a_step(page: Page, sample: Samples) -> None:
    page.open(sample(LOST_UPDATE), "#step-3")
    assert page.step == "Step 3 of 6"
    assert page.does("return document.querySelector('[aria-current=step]').id") == "step-3"
    box = page.box("#step-3")
    assert 0 <= box["top"] < box["bottom"] <= 900
    page.does("document.getElementById('slider').focus()")
    page.press("left")
    assert page.step == "Step 2 of 6"
    page.does("location.hash = '#step-4'")
    deadline = time.monotonic() + 3
    while page.step != "Step 4 of 6":
        assert time.monotonic() < deadline
    assert page.does("return document.querySelector('#step-5 a').getAttribute('href')") == "#step-5"


@pytest.mark.thorough
def test_play_goes_on_by_itself_until_it_is_told_not_to(page: Page, sample: Samples) -> None:
    page.open(sample(DEADLOCK))
    page.click("#play")
    assert page.step == "Step 0 of 2"
    assert page.sees("#play") == "Pause"
    deadline = time.monotonic() + 5
    while page.step != "Step 1 of 2":
        assert time.monotonic() < deadline
    page.click("#play")
    assert page.sees("#play") == "Play"
    time.sleep(1.4)
    assert page.step == "Step 1 of 2"


# ---------------------------------------------------------------------- the picture


def lanes(page: Page) -> dict[str, Any]:
    """Where things are in the drawing: dots, hatched boxes, bars, arrowheads, by their middle."""
    return dict(
        page.does(
            """
            const all = (selector) => [...document.querySelectorAll(selector)].map((shape) => {
              const box = shape.getBoundingClientRect();
              return { x: box.x + box.width / 2, y: box.y + box.height / 2,
                       top: box.top, bottom: box.bottom };
            });
            return {
              dots: all("#tracks .dot"), waits: all("#tracks .hatched"), bars: all("#tracks .bar"),
              heads: all("#tracks .head"), badges: all("#heads .badge"),
              rows: all(".row[data-step]"),
            };
            """
        )
    )


def test_each_thread_has_a_lane_and_each_step_a_place_in_it(page: Page, sample: Samples) -> None:
    page.open(sample(LOST_UPDATE))
    drawn = lanes(page)
    first, second = (badge["x"] for badge in drawn["badges"])
    assert page.sees("#heads") == "A increment-1 B increment-2"
    near = [min((first, second), key=lambda x: abs(x - dot["x"])) for dot in drawn["dots"]]
    assert near == [first, second, second, second, first, first]
    for dot, row, lane in zip(drawn["dots"], drawn["rows"], near, strict=True):
        assert abs(dot["x"] - lane) < 15
        assert row["top"] <= dot["y"] <= row["bottom"]
    assert page.does(
        "const heads = document.querySelectorAll('#heads .badge');"
        "return [...document.querySelectorAll('.row .cell')].every((cell) =>"
        " cell.querySelector('.says').getBoundingClientRect().x"
        " >= heads[cell.dataset.lane].getBoundingClientRect().x)"
    )


def test_a_held_lock_is_a_bar_and_waiting_is_hatched_until_the_arrow(
    page: Page, sample: Samples
) -> None:
    """The consumer takes the lock (1), waits (3); the producer takes it (4) and frees it (7)."""
    page.open(sample(LOST_WAKEUP))
    drawn = lanes(page)
    assert page.sees("#step-1").endswith("takes self._lock")
    consumer, producer = drawn["bars"]
    dots = drawn["dots"]
    assert consumer["top"] <= dots[0]["y"] <= dots[2]["y"] <= consumer["bottom"] + 1
    assert consumer["bottom"] < dots[3]["y"]
    assert producer["top"] <= dots[3]["y"] <= dots[6]["y"] <= producer["bottom"] + 1
    (head,) = drawn["heads"]
    assert "→ lets producer-1 go on" in page.sees("#step-3")
    waits = sorted(drawn["waits"], key=lambda shape: shape["x"])
    asleep, locked_out = waits
    assert abs(head["y"] - locked_out["bottom"]) < 3
    assert abs(head["x"] - locked_out["x"]) < 15
    assert locked_out["top"] <= dots[0]["y"] + 1
    end = page.box("#end")
    assert asleep["top"] <= dots[2]["y"] + 1
    assert end["top"] - asleep["bottom"] < 6
    assert "waits for self._not_empty, until somebody wakes it" in page.sees(".row.standing")


def test_a_deadlock_is_drawn_as_a_circle(page: Page, sample: Samples) -> None:
    page.open(sample(DEADLOCK))
    assert page.count("#graph") == 1
    assert page.count("#graph .edge.circle") == 2
    assert "They wait for each other in a circle" in page.sees("#graph-note")
    said = page.does("return document.getElementById('graph').getAttribute('aria-label')")
    assert "from_ada-1 waits to take second.lock, held by from_ben-1" in said
    assert "from_ben-1 waits to take second.lock, held by from_ada-1" in said
    names = page.does(
        "return [...document.querySelectorAll('#graph .edge-name')].map((e) => e.textContent)"
    )
    assert sorted(names) == ["second.lock (lock 1)", "second.lock (lock 2)"]
    assert "waits to take second.lock (lock 2), held by from_ben-1" in page.sees("#stands")
    assert "holds first.lock (lock 1)" in page.sees("#stands")
    page.press("home")
    assert page.count("#graph") == 0
    assert page.sees("#graph-note") == "Nobody has to wait here."


OVERLAPS = """
const boxes = (selector) => [...document.querySelectorAll(selector)].map((shape) =>
  [shape.textContent || shape.getAttribute("class"), shape.getBoundingClientRect()]);
const texts = boxes("#graph .edge-name");
const all = texts.concat(boxes("#graph :is(.node, .nobody)"));
const svg = document.getElementById("graph").getBoundingClientRect();
const found = [];
for (const [name, one] of all) {
  if (one.left < svg.left - 1 || one.right > svg.right + 1) found.push([name, "the edge"]);
  for (const [other, two] of all) {
    const across = one.left < two.right && two.left < one.right;
    if (one !== two && across && one.top < two.bottom && two.top < one.bottom)
      found.push([name, other]);
  }
}
return found;
"""


@pytest.mark.thorough
@pytest.mark.parametrize("seats", [2, 3, 6])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_circle_of_any_size_can_be_read(
    page: Page, tmp_path: Path, seats: int, width: int
) -> None:
    kata = TABLE_KATA.replace("{seats}", str(seats))
    page.open(
        page_on_program(tmp_path, kata, TABLE_GRADER.replace("{seats}", str(seats))), width=width
    )
    assert page.count("#graph .edge.circle") == page.count("#graph .edge") == seats
    assert page.does(OVERLAPS) == []
    names = page.does(
        "return [...document.querySelectorAll('#graph .edge-name')].map((e) => e.textContent)"
    )
    wanted = {f"self.forks[{seat}]" for seat in range(seats)}
    assert {name.removeprefix("for ").partition(" (")[0] for name in names} == wanted


def test_who_waits_for_nobody_and_who_for_them(page: Page, tmp_path: Path) -> None:
    page.open(page_on_program(tmp_path, SLEEPERS_KATA, SLEEPERS_GRADER))
    assert page.count("#graph .edge") == 5
    assert page.count("#graph .edge.circle") == 0
    assert page.sees("#graph-note") == "Nobody is left who could wake them."
    assert page.does(OVERLAPS) == []


def test_who_waits_for_itself(page: Page, tmp_path: Path) -> None:
    page.open(page_on_program(tmp_path, SLEEPERS_KATA, ITSELF_GRADER))
    assert page.sees("#graph-note") == "twice-1 waits for itself: it can never move."
    assert page.count("#graph .edge.circle") == 1
    assert page.does(OVERLAPS) == []


def test_code_in_a_sentence_is_code(page: Page, sample: Samples) -> None:
    page.open(sample(LOST_WAKEUP))
    assert page.sees("#verdict code") == "not self._items"
    assert "`" not in page.sees("#verdict")


def test_a_lock_has_the_same_number_whichever_way_is_gone(page: Page, tmp_path: Path) -> None:
    shown = page_on_program(
        tmp_path, TABLE_KATA.replace("{seats}", "2"), TABLE_GRADER.replace("{seats}", "2")
    )
    seen = []
    for fragment in ("#play-1.1", "#play-2.2"):
        page.open(shown, fragment)
        seen += re.findall(r"takes self\.forks\[(\d)\] \(lock (\d)\)", page.sees("#rows"))
    assert set(seen) == {("0", "1"), ("1", "2")}


def test_of_a_lost_wakeup_it_says_that_nobody_is_left(page: Page, sample: Samples) -> None:
    page.open(sample(LOST_WAKEUP))
    assert page.sees("#graph-note") == "Nobody is left who could wake them."
    assert (
        page.does("return document.querySelector('#graph .nobody + text').textContent") == "nobody"
    )


def test_an_exception_shows_at_the_step_that_raises_it(page: Page, sample: Samples) -> None:
    page.open(sample(EXCEPTION))
    assert "✗ raises IndexError: pop from empty list" in page.sees("#rows")
    assert page.count(".fails") == 1


def test_the_source_shows_where_each_thread_is(page: Page, sample: Samples) -> None:
    page.open(sample(LOST_UPDATE), "#step-3")
    at = page.does(
        """
        return Object.fromEntries([...document.querySelectorAll(".source-row")].flatMap((row) =>
          [...row.querySelectorAll(".badge")].map((badge) =>
            [badge.textContent, row.querySelector("code").textContent.trim()])));
        """
    )
    assert at == {"A": "self._value += by", "B": "return self._value"}
    assert page.sees(".source-row.now").endswith("self._value += by")
    box, line = page.box("#source"), page.box(".source-row.now")
    assert box["top"] <= line["top"] <= line["bottom"] <= box["bottom"]


# ---------------------------------------------------------------------- playing the scheduler


def test_the_learner_chooses_who_moves_and_sees_where_it_leads(page: Page, sample: Samples) -> None:
    page.open(sample(LOST_UPDATE))
    page.click("#mode-play")
    assert "Ends reached: 0 of 20." in page.sees("#choice")
    for sign in ("✗", "breaks"):
        assert sign not in page.sees("main")
    options = page.sees("#choices")
    assert "increment-1, line 24: self._value += by reads self._value (key 1)" in options
    page.click("#choices button:nth-of-type(1)")
    assert page.sees("#live") == "increment-1 at line 24: reads self._value = 0."
    assert "✗" not in page.sees("main")
    for key in ("2", "2", "1"):
        page.press(key)
    while page.count("#choices button"):
        page.press("1")
    assert page.sees("#choice-heading") == "This way breaks it."
    assert "✗ Wrong result." in page.sees("#choices")
    assert "Ends reached: 1 of 20." in page.sees("#choice")
    assert re.search(r"#play-1\.2\.2\.1", page.driver.current_url)
    page.click("#restart")
    assert "✗" not in page.sees("main")
    while page.count("#choices button"):
        page.press("1")
    assert page.sees("#choice-heading") == "This way ends well."
    assert "✓ Right." in page.sees("#choices")
    assert "Ends reached: 2 of 20." in page.sees("#choice")
    page.click("#undo")
    assert page.sees("#choice-heading") == "Who moves next?"
    page.click("#mode-happened")
    assert page.step == "Step 6 of 6"


@pytest.mark.thorough
def test_every_way_can_be_gone_and_ends_as_it_was_judged(page: Page, sample: Samples) -> None:
    shown = sample(DEADLOCK)
    ways = shown.shown.ways
    assert ways is not None
    for way in ways:
        page.open(shown, "#play-" + ".".join(str(choice.chosen) for choice in way.choices))
        expected = "✓ Right." if way.found is None else f"✗ {way.found.kind.value.capitalize()}."
        assert page.sees("#choices").startswith(expected)
    assert {way.found is None for way in ways} == {True, False}


def test_one_who_cannot_move_is_named_and_cannot_be_chosen(page: Page, tmp_path: Path) -> None:
    shown = page_on_program(tmp_path, GATE_KATA, GATE_GRADER)
    way, depth, waiting = next(
        (way, depth, blocked.thread)
        for way in shown.shown.ways or ()
        for depth, choice in enumerate(way.choices)
        for blocked in way.moments[choice.step].blocked
        if blocked.thread > 0
    )
    page.open(shown, "#play-" + ".".join(str(choice.chosen) for choice in way.choices[:depth]))
    name = way.trace.threads[waiting]
    assert f"{name} cannot move: it waits" in page.sees("#choices")
    able = page.does(
        "return [...document.querySelectorAll('#choices button strong')].map((e) => e.textContent)"
    )
    assert able == [way.trace.threads[option] for option in way.choices[depth].options]
    assert name not in able


@pytest.mark.thorough
def test_what_is_too_large_to_play_says_so(page: Page, crowd: Sample) -> None:
    assert crowd.shown.ways is None
    page.open(crowd)
    assert page.sees("#play-note").startswith("Too many interleavings to play the scheduler here")
    assert page.count("#mode-play") == 0


# ---------------------------------------------------------------------- for everybody


CONTRAST = """
const parse = (text) => (text.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
const light = (rgb) => {
  const linear = (c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const [r, g, b] = rgb.slice(0, 3).map((c) => linear(c / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ratio = (one, other) => {
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
const opaque = (colour) => colour.length < 4 || colour[3] === 1;
const paper = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const colour = parse(getComputedStyle(at).backgroundColor);
    if (opaque(colour)) return colour;
  }
  return [255, 255, 255];
};
const found = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const element = node.parentElement;
  const text = node.textContent.trim();
  if (!text || element.closest("script, style, noscript, svg, .unseen, :disabled")) continue;
  if (!element.checkVisibility()) continue;
  const colour = parse(getComputedStyle(element).color);
  found.push([ratio(colour, paper(element)), text.slice(0, 40), element.className]);
}
const shapes = [];
const drawn = "#tracks :is(.dot, .bar, .head, .hatched), #graph :is(.node, .edge)";
for (const shape of document.querySelectorAll(drawn)) {
  if (shape.classList.contains("later")) continue;
  const style = getComputedStyle(shape);
  const colour = shape.matches(".hatched, .edge") ? style.stroke : style.fill;
  const around = paper(shape.closest("svg").parentElement);
  shapes.push([ratio(parse(colour), around), shape.getAttribute("class")]);
}
const fill = (element) => parse(getComputedStyle(element).fill);
const letters = [...document.querySelectorAll("#graph .node-letter")].map((text) =>
  [ratio(fill(text), fill(text.parentNode.querySelector(".node"))), text.textContent]);
return { words: found.concat(letters), shapes };
"""


@pytest.mark.parametrize("scheme", marked(["light", "dark"], {"dark"}))
def test_everything_can_be_read(page: Page, sample: Samples, crowd: Sample, scheme: str) -> None:
    """WCAG AA: 4.5 to 1 for words, 3 to 1 for shapes that mean something."""
    papers = set()
    for shown, fragment in (
        (sample(DEADLOCK), ""),
        (sample(LOST_UPDATE), "#step-2"),
        (sample(LOST_UPDATE), "#play-1.2"),
        (sample(LOST_UPDATE), "#play-1.1.1.2.2.2"),
        (crowd, "#step-4"),
    ):
        # Without motion, so that no colour is looked at while it changes into another.
        page.open(shown, fragment, scheme=scheme, motion="reduce")
        seen = page.does(CONTRAST)
        assert len(seen["words"]) > 30
        assert len(seen["shapes"]) > 1
        assert [word for word in seen["words"] if word[0] < 4.5] == []
        assert [shape for shape in seen["shapes"] if shape[0] < 3] == []
        papers.add(page.does("return getComputedStyle(document.body).backgroundColor"))
    (paper,) = papers
    brightness = sum(map(int, re.findall(r"\d+", paper)[:3]))
    assert brightness < 150 if scheme == "dark" else brightness > 600


@pytest.mark.thorough
@pytest.mark.parametrize("width", [360, 768])
def test_it_fits_narrow_screens(page: Page, sample: Samples, crowd: Sample, width: int) -> None:
    for shown, fragment in (
        (sample(LOST_UPDATE), ""),
        (sample(DEADLOCK), "#play-1"),
        (sample(LOST_WAKEUP), ""),
        (crowd, ""),
    ):
        page.open(shown, fragment, width=width)
        assert page.does("return document.documentElement.scrollWidth") <= width
        beyond = page.does(
            """
            return [...document.querySelectorAll("body *")].filter((element) =>
              element.checkVisibility() && !element.closest(".source, svg, .unseen") &&
              element.getBoundingClientRect().right > innerWidth + 1)
              .map((element) => element.id || element.className);
            """
        )
        assert beyond == []
    page.open(sample(LOST_UPDATE), width=width)
    small = page.does(
        """
        return [...document.querySelectorAll("button, input")].filter((element) =>
          element.checkVisibility() && element.getBoundingClientRect().height < 24)
          .map((element) => element.id);
        """
    )
    assert small == []


def test_nothing_moves_for_who_does_not_want_it(page: Page, sample: Samples) -> None:
    moving = (
        "return [...document.querySelectorAll('*')].some((element) => {"
        " const s = getComputedStyle(element);"
        " return parseFloat(s.transitionDuration) > 0 || parseFloat(s.animationDuration) > 0"
        " || s.scrollBehavior === 'smooth'; })"
    )
    page.open(sample(LOST_UPDATE), motion="reduce")
    assert not page.does(moving)
    page.open(sample(LOST_UPDATE))
    assert page.does(moving)


def test_a_screen_reader_finds_its_way(page: Page, sample: Samples) -> None:
    page.open(sample(DEADLOCK))
    tree = page.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    nodes = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in tree
        if not node["ignored"] and "role" in node
    ]
    roles = {role for role, _ in nodes}
    assert {"banner", "main", "complementary", "heading", "list", "slider"} <= roles
    for role, name in nodes:
        if role in ("button", "link", "slider", "region", "complementary", "group"):
            assert name, f"a {role} without a name"
    assert ("button", "Back") in nodes
    assert ("slider", "Step") in nodes
    assert ("link", "Step 1") in nodes
    assert next(name for role, name in nodes if role == "heading") == page.sees("h1")
    assert any(
        role in ("image", "img") and "from_ada-1 waits to take" in name for role, name in nodes
    )
    live = page.driver.find_element("id", "live")
    assert live.get_attribute("aria-live") == "polite"
    before = live.text
    page.press("left")
    assert live.text != before
    assert page.sees("#step-1") == "1 from_ada-1: 23 with first.lock: takes first.lock (lock 1)"
    assert page.does("return document.documentElement.lang") == "en"


@pytest.mark.thorough
def test_a_long_run_of_many_threads_stays_light(page: Page, crowd: Sample) -> None:
    assert len(crowd.text.encode()) < 300_000
    assert len(crowd.shown.failure.trace.threads) == 13
    page.open(crowd)
    last = page.step
    assert int(last.split()[-1]) >= 300
    assert "steps are left out here" in page.sees("#rows")
    begun = time.monotonic()
    page.press("left", "left", "left")
    assert time.monotonic() - begun < 3
    assert page.step != last
    assert len(lanes(page)["badges"]) == 12
