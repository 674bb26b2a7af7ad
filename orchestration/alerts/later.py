"""What the service does between two loads: it hands over what quiet hours or a refusal put off."""

from datetime import UTC, datetime

import dagster as dg

from orchestration.alerts.ledger_file import next_due
from orchestration.home import Home
from orchestration.settings import Settings

JOB = "alerts"


def alerts_job(settings: Settings) -> dg.JobDefinition:
    """Return the job that delivers what is due; it makes no new digest."""

    @dg.op(description="Hands over the messages that are due, by mail or chat.")
    def deliver_what_is_due(context: dg.OpExecutionContext) -> None:
        from orchestration.alerts.sending import send_due

        for line in send_due(settings):
            context.log.info(line)

    @dg.job(
        name=JOB,
        executor_def=dg.in_process_executor,
        description="Deliver alerts that quiet hours or a refusal put off.",
    )
    def alerts() -> None:
        deliver_what_is_due()

    return alerts


def alerts_due_sensor(job: dg.JobDefinition, settings: Settings) -> dg.SensorDefinition:
    """Return the sensor that starts `job` once a message in the ledger is due."""

    @dg.sensor(
        name="alerts_due",
        job=job,
        minimum_interval_seconds=60,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Delivers alerts when quiet hours end or another attempt is due.",
    )
    def alerts_due() -> dg.RunRequest | dg.SkipReason:
        due = next_due(Home(settings.home))
        if due is None or due > datetime.now(UTC):
            return dg.SkipReason(f"next message due at {due:%Y-%m-%d %H:%M} UTC" if due else "no message waits")
        # One run for each attempt that falls due, however often the sensor looks meanwhile.
        return dg.RunRequest(run_key=due.isoformat())

    return alerts_due
