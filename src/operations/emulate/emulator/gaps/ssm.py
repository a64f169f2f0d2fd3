import json

from moto.moto_api._internal import mock_random
from moto.ssm.responses import SimpleSystemManagerResponse

from .patching import adds


@adds(SimpleSystemManagerResponse)
def start_session(self: SimpleSystemManagerResponse) -> str:
    """AWS opens a session; moto does not. There is no agent here, so what it leads to is nowhere. No issue
    found."""
    session = f"emulator-{mock_random.get_random_hex(17)}"
    return json.dumps(
        {
            "SessionId": session,
            "StreamUrl": f"wss://ssmmessages.{self.region}.amazonaws.com/v1/data-channel/{session}",
            "TokenValue": mock_random.get_random_hex(32),
        }
    )
