from moto.core.config import default_user_config


class StepFunctions:
    @staticmethod
    def fill() -> None:
        # AWS runs state machines. moto runs them when it is told to, and says otherwise that any execution is running.
        # https://docs.getmoto.org/en/latest/docs/services/stepfunctions.html
        default_user_config["stepfunctions"] = {"execute_state_machine": True}


fill = StepFunctions.fill
