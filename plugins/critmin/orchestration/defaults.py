"""What every task has unless its DAG says otherwise: an owner, a timeout, retries for the network's faults only."""

from datetime import timedelta

from airflow.sdk import RetryDecision, RetryPolicy

from critmin.orchestration.callbacks import log_next_command


class NetworkFaultsOnly(RetryPolicy):
    """Try again when the network failed; never when the input, the gate or the code did: that would fail again.

    A task whose process was killed never gets here, and is run again by Airflow up to `retries` times: every verb of
    the road may be done twice.
    """

    def evaluate(self, exception, try_number, max_tries, context=None) -> RetryDecision:
        """Decide from the exception and everything that it came from."""
        if any(is_network_fault(each) for each in chain(exception)):
            return RetryDecision.retry(reason="the network failed")
        return RetryDecision.fail(reason="not a fault of the network")


def chain(error: BaseException | None):
    """An exception, then what it was raised from, and so on."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def is_network_fault(error: BaseException) -> bool:
    """Whether an exception says that a host could not be reached or broke off."""
    import socket

    import urllib3

    from critmin.fetching import TooSlow, Unreachable  # no answer, a broken or slow one, a busy host

    network = ConnectionError | TimeoutError | socket.gaierror | urllib3.exceptions.HTTPError
    return isinstance(error, network | Unreachable | TooSlow)


DEFAULTS = {
    "owner": "critmin",
    "retries": 3,
    "retry_delay": timedelta(seconds=30),
    "retry_exponential_backoff": 2,
    "max_retry_delay": timedelta(minutes=10),
    "retry_policy": NetworkFaultsOnly(),
    "execution_timeout": timedelta(hours=1),
    "on_failure_callback": log_next_command,
}
