"""Commands inside what runs, without an engine."""

import json
import sys
import unittest
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docker

sys.path.append(str(Path(__file__).parents[4] / "src/operations/emulate/emulator"))

from runtime import execution, own_paths  # noqa: E402

TASK = "arn:aws:ecs:us-east-1:111122223333:task/c/1"


class Place:
    """A container that notes what it is to run."""

    def __init__(self, answer: Any = (0, b"")):
        self.answer, self.ran = answer, {}
        self.container = self

    def exec_run(self, command: list[str], **options: Any) -> Any:
        self.ran = {"command": command, **options}
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def task(network: Place, **containers: Place | None) -> Any:
    of_task = [SimpleNamespace(name=name, started=one, has_ended=False) for name, one in containers.items()]
    return SimpleNamespace(network=network, containers=of_task, task=SimpleNamespace(task_arn=TASK))


class ExecutionTest(unittest.TestCase):
    def answer(self, tasks: dict[str, Any], request: Any, engine: Any = None) -> tuple[str, Any]:
        status, body = execution.answer(engine, tasks, json.dumps(request).encode())
        return status, json.loads(body)

    def test_a_command_runs_in_a_container(self) -> None:
        app = Place((3, b"said"))
        request = {"task": TASK, "container": "app", "command": ["id"], "user": "root", "environment": {"A": "b"}}

        self.assertEqual(
            self.answer({TASK: task(Place(), app=app)}, request), ("200 OK", {"exitCode": 3, "output": "said"})
        )
        self.assertEqual(app.ran, {"command": ["id"], "user": "root", "environment": {"A": "b"}})

    def test_a_command_runs_in_the_network_of_a_task(self) -> None:
        network = Place((0, None))

        self.assertEqual(
            self.answer({TASK: task(network)}, {"task": TASK, "command": ["ip", "addr"]}),
            ("200 OK", {"exitCode": 0, "output": ""}),
        )
        self.assertEqual(network.ran["command"], ["ip", "addr"])

    def test_a_command_runs_in_the_network_of_a_load_balancer(self) -> None:
        place = Place((0, b"x"))
        engine = SimpleNamespace(find={"lb-public": place}.get)
        arn = "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/public/50dc6c495c0c9188"

        self.assertEqual(self.answer({}, {"loadBalancer": arn, "command": ["true"]}, engine)[0], "200 OK")
        missing = {"loadBalancer": arn.replace("public", "other"), "command": ["true"]}
        self.assertEqual(self.answer({}, missing, engine)[0], "404 Not Found")

    def test_a_missing_program_is_a_shells_exit_code(self) -> None:
        error = docker.errors.APIError("500", explanation='exec: "nonesuch": executable file not found in $PATH')
        tasks = {TASK: task(Place(), app=Place(error))}

        status, body = self.answer(tasks, {"task": TASK, "container": "app", "command": ["nonesuch"]})
        self.assertEqual((status, body["exitCode"]), ("200 OK", 127))

    def test_what_is_not_there_is_said(self) -> None:
        tasks = {TASK: task(Place(docker.errors.NotFound("gone", explanation="gone")), app=None)}
        for request in (
            {"task": "other", "command": ["id"]},
            {"task": TASK, "container": "app", "command": ["id"]},
            {"task": TASK, "container": "other", "command": ["id"]},
            {"task": TASK, "command": ["id"]},
        ):
            self.assertEqual(self.answer(tasks, request)[0], "404 Not Found", request)

    def test_what_is_no_request_is_refused(self) -> None:
        for request in ({"task": TASK}, {"task": TASK, "command": "id"}, {"task": TASK, "command": []}, [1]):
            self.assertEqual(self.answer({TASK: task(Place())}, request)[0], "400 Bad Request", request)
        self.assertEqual(execution.answer(None, {}, b"{")[0], "400 Bad Request")

    def test_only_programs_on_this_machine_are_answered(self) -> None:
        runtime: Any = SimpleNamespace(execute=lambda body: ("200 OK", body))
        asked = {"REMOTE_ADDR": "127.0.0.1", "REQUEST_METHOD": "POST", "CONTENT_TYPE": "application/json"}
        asked = {**asked, "CONTENT_LENGTH": "0", "wsgi.input": SimpleNamespace(read=lambda length: b"")}

        self.assertEqual(own_paths.execute(runtime, asked)[0], "200 OK")
        self.assertEqual(own_paths.execute(runtime, {**asked, "REMOTE_ADDR": "10.88.0.14"})[0], "403 Forbidden")
        self.assertEqual(own_paths.execute(runtime, {**asked, "REQUEST_METHOD": "GET"})[0], "400 Bad Request")
        self.assertEqual(own_paths.execute(runtime, {**asked, "CONTENT_TYPE": "text/plain"})[0], "400 Bad Request")


if __name__ == "__main__":
    unittest.main()
