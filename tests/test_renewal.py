"""A server moves to a new database without a failed request, and no answer mixes the two."""

import json
import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from register import OTHER_RULE, RULE, results
from serving import Server, serving

from publish.load import load

SQL = "/x.json?_shape=array&sql=select+count(*)+as+articles,+(select+count(*)+from+events)+as+events+from+articles"
PATHS = ["/", "/x/events", "/x/events.json?_shape=array", "/x/actors/valley", "/-/search?q=x", "/x.db", SQL]
OLD, NEW = {"articles": 2, "events": 4}, {"articles": 1, "events": 3}


def test_a_server_moves_to_a_new_database_without_a_failed_request(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    load(path, results(), [], [RULE, OTHER_RULE])
    with serving(path) as server:
        seen: list[tuple[str, int]] = []
        counts: list[dict[str, int]] = []
        ended = threading.Event()

        def ask(number: int) -> None:
            while not ended.is_set():
                target = PATHS[number % len(PATHS)]
                answer = server.get(target)
                seen.append((target, answer.status))
                if target == SQL and answer.status == 200:
                    counts.append(json.loads(answer.body)[0])
                number += 1

        with ThreadPoolExecutor(4) as readers:
            asking = [readers.submit(ask, number) for number in range(4)]
            time.sleep(2)
            load(path, results()[:1], [], [RULE, OTHER_RULE])
            _wait_for(server, NEW)
            load(path, results(), [], [RULE, OTHER_RULE])
            _wait_for(server, OLD)
            ended.set()
            for one in asking:
                one.result()
    assert {status for _, status in seen} == {200}
    assert len(seen) > 50
    assert all(found in (OLD, NEW) for found in counts)
    assert NEW in counts
    assert [one.name for one in tmp_path.iterdir()] == ["x.db"]


def test_what_a_killed_server_left_behind_is_removed(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    load(path, results(), [], [RULE, OTHER_RULE])
    with serving(path) as server:
        os.kill(server.process, signal.SIGKILL)
        time.sleep(0.2)
        assert [one.name for one in tmp_path.iterdir() if one.is_dir()] == [f".serving-x-{server.process}-0"]
    with serving(path) as server:
        assert [one.name for one in tmp_path.iterdir() if one.is_dir()] == [f".serving-x-{server.process}-0"]
    assert [one.name for one in tmp_path.iterdir()] == ["x.db"]


def _wait_for(server: Server, expected: dict[str, int]) -> None:
    until = time.monotonic() + 60
    while json.loads(server.get(SQL).body)[0] != expected:
        assert time.monotonic() < until
        time.sleep(0.2)
