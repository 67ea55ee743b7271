"""Drives Debian's chromium through chromedriver's own protocol (W3C WebDriver over HTTP), without a client library."""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
SHIFT = "\ue008"
MISSING = "needs Debian's chromium and chromium-driver (apt-get install chromium chromium-driver)"


def is_installed() -> bool:
    return bool(shutil.which("chromium") and shutil.which("chromedriver"))


class Browser:
    """One session; the methods are named after what a reader does."""

    def __init__(self, port: int, profile: Path) -> None:
        self._root = f"http://127.0.0.1:{port}"
        options = {
            "binary": shutil.which("chromium"),
            "args": [*SWITCHES, f"--user-data-dir={profile}", "--window-size=1100,900"],
            "perfLoggingPrefs": {"enableNetwork": True},
        }
        wanted = {
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }
        session = self._call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._session = f"/session/{session['sessionId']}"

    def open(self, address: str) -> None:
        self._call("POST", f"{self._session}/url", {"url": address})

    def run(self, script: str, *arguments: object) -> Any:  # noqa: ANN401 - whatever the script returns
        return self._call("POST", f"{self._session}/execute/sync", {"script": script, "args": list(arguments)})

    def command(self, name: str, **parameters: object) -> Any:  # noqa: ANN401 - the answer of the protocol
        return self._call("POST", f"{self._session}/goog/cdp/execute", {"cmd": name, "params": parameters})

    def resize(self, width: int, height: int) -> None:
        self.command(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False
        )

    def prefer(self, scheme: str) -> None:
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self.command("Emulation.setEmulatedMedia", features=[feature])

    def allow_scripts(self, is_allowed: bool) -> None:
        self.command("Emulation.setScriptExecutionDisabled", value=not is_allowed)

    def press(self, *keys: str) -> None:
        """Press and release keys one after the other, as from a keyboard: capitals with Shift."""
        for key in keys:
            held = [SHIFT, key] if key.isupper() else [key]
            steps = [{"type": "keyDown", "value": each} for each in held]
            steps += [{"type": "keyUp", "value": each} for each in reversed(held)]
            actions = [{"type": "key", "id": "keyboard", "actions": steps}]
            self._call("POST", f"{self._session}/actions", {"actions": actions})

    def press_raw(self, key: str, *, is_repeated: bool = False) -> None:
        """Press one key as it would come with Caps Lock on (a capital without Shift), or from a key held down."""
        self.command("Input.dispatchKeyEvent", type="keyDown", key=key, text=key, autoRepeat=is_repeated)
        self.command("Input.dispatchKeyEvent", type="keyUp", key=key)

    def click(self, selector: str) -> None:
        """Click on the first element that a selector finds, as a mouse does."""
        found = self._call("POST", f"{self._session}/element", {"using": "css selector", "value": selector})
        self._call("POST", f"{self._session}/element/{next(iter(found.values()))}/click", {})

    def wait_for(self, script: str, seconds: float = 20) -> Any:  # noqa: ANN401 - whatever the script returns
        """Run a script until what it returns is true."""
        deadline = time.monotonic() + seconds
        while not (value := self.run(script)):
            assert time.monotonic() < deadline, f"never true: {script}"
            time.sleep(0.05)
        return value

    def pause(self, milliseconds: int) -> None:
        time.sleep(milliseconds / 1000)

    def metric(self, name: str) -> float:
        """Give a figure of the page's process, after ``Performance.enable``."""
        metrics = self.command("Performance.getMetrics")["metrics"]
        return float(next(each["value"] for each in metrics if each["name"] == name))

    def reload(self) -> None:
        self._call("POST", f"{self._session}/refresh", {})

    def back(self) -> None:
        self._call("POST", f"{self._session}/back", {})

    def download_into(self, folder: Path) -> None:
        self.command("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))

    def printed(self) -> bytes:
        return base64.b64decode(self._call("POST", f"{self._session}/print", {}))

    def picture(self) -> bytes:
        answer = self.command("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        return base64.b64decode(answer["data"])

    def console(self) -> list[str]:
        """Give what the page has written to the console since the last call."""
        entries = self._call("POST", f"{self._session}/se/log", {"type": "browser"})
        return [entry["message"] for entry in entries]

    def requests(self) -> list[str]:
        """Give the addresses that were asked for since the last call."""
        entries = self._call("POST", f"{self._session}/se/log", {"type": "performance"})
        messages = [json.loads(entry["message"])["message"] for entry in entries]
        return [
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
        ]

    def quit(self) -> None:
        self._call("DELETE", self._session)

    def _call(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - JSON
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._root + path, data, {"Content-Type": "application/json"}, method=method)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            with error:
                raise AssertionError(f"chromedriver refused {path}: {error.read().decode()[:500]}") from error


@contextmanager
def running_browser(folder: Path) -> Iterator[Browser]:
    """Start chromedriver on a free port with a fresh profile and end both afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(shutil.which("chromedriver")), f"--port={port}", f"--log-path={folder / 'driver.log'}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as driver:
        try:
            _await(port)
            browser = Browser(port, folder / "profile")
            try:
                yield browser
            finally:
                browser.quit()
        finally:
            driver.terminate()


def _await(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("chromedriver does not answer")
