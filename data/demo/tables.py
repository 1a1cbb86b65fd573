"""The demo's own tables, named as its source system names them; `data/sources/demo` maps them to the records.

Every table has a day by which a row becomes known (`KNOWN_ON`): a database up to a day holds the rows known by then,
and later days only add rows.
"""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Date, DateTime, Float, Index, MetaData, Table, Text
from sqlalchemy.types import TypeEngine

metadata = MetaData()


def _table(name: str, comment: str, *indexes: str, **columns: type[TypeEngine[Any]]) -> Table:
    table_columns = [Column(column, kind) for column, kind in columns.items()]
    table = Table(name, metadata, *table_columns, comment=comment)
    for column in indexes:
        Index(f"{name}_{column}", table.c[column])
    return table


_INTERACTION = {
    "interaction_no": Text, "kind": Text, "channel": Text, "service_code": Text, "outlet_code": Text, "lang": Text,
    "client_key": Text, "client_kind": Text, "opened_at": DateTime, "promised_by": DateTime, "wait_s": BigInteger,
    "handle_s": BigInteger, "circumstance": Text, "covered": Boolean, "assisted": Boolean, "fee_cents": BigInteger,
}  # fmt: skip

interaction = _table("interaction", "One row per visit, call, session or letter that ended at once", "opened_at",
                     **_INTERACTION, closed_at=DateTime, outcome=Text, reason=Text)  # fmt: skip
application = _table("application", "One row per interaction whose result is delivered later",
                     "interaction_no", **_INTERACTION)  # fmt: skip
fulfilment = _table("fulfilment", "One row per application that ended", "interaction_no",
                    interaction_no=Text, ended_at=DateTime, outcome=Text, reason=Text)  # fmt: skip
clock_error = _table("clock_error", "One row per visit that a terminal sent with a wrong end",
                     **_INTERACTION, closed_at=DateTime, outcome=Text, reason=Text)  # fmt: skip
clock_fix = _table("clock_fix", "One row per wrong end that was put right", "interaction_no", interaction_no=Text,
                   closed_at=DateTime, fixed_at=DateTime)  # fmt: skip
feedback = _table("feedback", "One row per survey answer", feedback_no=Text, interaction_no=Text, given_at=DateTime,
                  channel=Text, service_code=Text, outlet_code=Text, lang=Text, client_kind=Text, rating=BigInteger,
                  rating_time=BigInteger, rating_knowledge=BigInteger, rating_courtesy=BigInteger,
                  rating_fairness=BigInteger, rating_outcome=BigInteger, weight_millionths=BigInteger)  # fmt: skip
grievance = _table("grievance", "One row per complaint received", grievance_no=Text, interaction_no=Text,
                   received_at=DateTime, channel=Text, service_code=Text, outlet_code=Text, lang=Text,
                   client_kind=Text, cause=Text, acknowledge_by=DateTime, answer_by=DateTime,
                   escalated=Boolean)  # fmt: skip
grievance_step = _table("grievance_step", "One row per complaint acknowledged or answered", "grievance_no",
                        grievance_no=Text, step=Text, done_at=DateTime)  # fmt: skip
claim = _table("claim", "One row per decided claim on a guarantee", claim_no=Text, interaction_no=Text,
               claimed_at=DateTime, channel=Text, service_code=Text, days_late=BigInteger, decision=Text,
               paid_cents=BigInteger)  # fmt: skip
file_review = _table("file_review", "One row per transaction that a quality review sampled", review_no=Text,
                     interaction_no=Text, reviewed_at=DateTime, channel=Text, service_code=Text, outlet_code=Text,
                     weight_millionths=BigInteger, faulty=Boolean, fault=Text)  # fmt: skip
uptime_plan = _table("uptime_plan", "One row per day and channel", on_day=Date, channel=Text,
                     minutes_planned=BigInteger)  # fmt: skip
incident = _table("incident", "One row per outage of a channel", incident_no=Text, on_day=Date, channel=Text,
                  system=Text, minutes_down=BigInteger, announced=Boolean)  # fmt: skip
roster = _table("roster", "One row per place, day and half-hour: people planned eight weeks ahead", outlet_code=Text,
                on_day=Date, half_hour=BigInteger, people=BigInteger, planned_on=Date)  # fmt: skip
agreement_result = _table("agreement_result", "One row per measure of a partner agreement and quarter",
                          measure_code=Text, quarter_from=Date, partner_code=Text, service_code=Text, measured=Text,
                          cases_met=BigInteger, cases=BigInteger, goal_millionths=BigInteger)  # fmt: skip
survey_wave = _table("survey_wave", "One row per staff survey wave and unit", wave_code=Text, unit_code=Text,
                     closed_day=Date, invited=BigInteger)  # fmt: skip
staff_reply = _table("staff_reply", "One row per respondent of a staff survey", wave_code=Text, answer_no=Text,
                     closed_day=Date, unit_code=Text, tenure=Text, says_commitment=BigInteger,
                     says_motivation=BigInteger, says_organization=BigInteger, says_job=BigInteger,
                     says_pride=BigInteger, says_stay=BigInteger, says_recommend=BigInteger)  # fmt: skip
unit_month = _table("unit_month", "One row per unit and month", month_from=Date, unit_code=Text, people=BigInteger,
                    hours_planned=BigInteger, hours_sick=BigInteger, courses_required=BigInteger,
                    courses_in_force=BigInteger)  # fmt: skip
movement = _table("movement", "One row per movement of staff", movement_no=Text, on_day=Date, unit_code=Text,
                  kind=Text, filed_on=Date)  # fmt: skip
vacancy = _table("vacancy", "One row per position that fell vacant", "position_no", position_no=Text, unit_code=Text,
                 vacant_from=Date, fill_by=Date)  # fmt: skip
vacancy_filled = _table("vacancy_filled", "One row per vacant position that was filled", "position_no",
                        position_no=Text, filled_day=Date)  # fmt: skip
role_review = _table("role_review", "One row per critical role and quarterly review", role_code=Text,
                     reviewed_day=Date, unit_code=Text, ready=Boolean)  # fmt: skip
public_reply = _table("public_reply", "One row per respondent of a brand survey", wave_code=Text, answer_no=Text,
                      on_day=Date, district_code=Text, age_band=Text, lang=Text, weight_millionths=BigInteger,
                      used_us=Boolean, named_first=Boolean, named=Boolean, recognised=Boolean, first_place=Boolean,
                      trust=BigInteger, knows_online=Boolean, knows_guarantee=Boolean)  # fmt: skip
posting = _table("posting", "One row per posting of the ledger", posting_no=Text, on_day=Date, kind=Text, account=Text,
                 cost_centre=Text, channel=Text, line_code=Text, outlet_code=Text, cents=BigInteger)  # fmt: skip
cost_key = _table("cost_key", "One row per fiscal year, cost centre and channel", from_year=BigInteger,
                  cost_centre=Text, channel=Text, share_millionths=BigInteger)  # fmt: skip
business_line = _table("business_line", "Lines of business", line_code=Text, label_en=Text, label_fr=Text)
district = _table("district", "Regions", district_code=Text, label_en=Text, label_fr=Text)
run_by = _table("run_by", "Kinds of operator", run_by_code=Text, label_en=Text, label_fr=Text)
partner = _table("partner", "Partners", partner_code=Text, label_en=Text, label_fr=Text, signed=Date)
offering = _table("offering", "Services", service_code=Text, line_code=Text, partner_code=Text, label_en=Text,
                  label_fr=Text, client_kind=Text, fee_cents=BigInteger, since=Date, online_since=Date)  # fmt: skip
outlet = _table("outlet", "Centres, kiosk sites, contact centres and libraries", outlet_code=Text, label_en=Text,
                label_fr=Text, district_code=Text, run_by_code=Text, partner_code=Text, lat_millionths=BigInteger,
                lon_millionths=BigInteger, desks=BigInteger, hours_a_week=BigInteger, bilingual=Boolean, since=Date,
                closed=Date)  # fmt: skip
org_unit = _table("org_unit", "Organisational units", unit_code=Text, above=Text, label_en=Text, label_fr=Text)
norm = _table("norm", "Service standards and guarantees", norm_code=Text, service_code=Text, channel=Text, since=Date,
              measured_in=Text, limit_value=BigInteger, goal_millionths=BigInteger, money_back=Boolean, approval=Text,
              wording_en=Text, wording_fr=Text)  # fmt: skip
happening = _table("happening", "What happened to the organisation", happening_code=Text, kind=Text, starts=Date,
                   ends=Date, channel=Text, line_code=Text, new_base=Boolean, told_en=Text, told_fr=Text)  # fmt: skip
project = _table("project", "Projects and on-boardings, from the start of their fiscal year", project_code=Text,
                 approved=Date, label_en=Text, label_fr=Text, factor=Text, indicator=Text, planned_day=Date,
                 onboarding=Boolean)  # fmt: skip
project_live = _table("project_live", "One row per project that went live", project_code=Text, live_day=Date)
project_aim = _table("project_aim", "One row per project: its kind, whom it answers to, and what is expected of it",
                     project_code=Text, kind=Text, objective=Text, owner_en=Text, owner_fr=Text,
                     effect_millionths=BigInteger, effect_day=Date)  # fmt: skip
project_step = _table("project_step", "One row per step of a project", step_code=Text, project_code=Text,
                      label_en=Text, label_fr=Text, due_day=Date)  # fmt: skip
step_done = _table("step_done", "One row per step of a project that was done", step_code=Text, done_day=Date)
pledge = _table("pledge", "Key commitments of senior managers, from the start of their fiscal year", pledge_code=Text,
                objective=Text, role_en=Text, role_fr=Text, told_en=Text, told_fr=Text, made_day=Date,
                due_day=Date)  # fmt: skip
pledge_kept = _table("pledge_kept", "One row per key commitment that was kept", pledge_code=Text, kept_day=Date)
budget = _table("budget", "One row per quarter and way of funding, from the start of its fiscal year",
                quarter_from=Date, kind=Text, cents=BigInteger)  # fmt: skip
inhabitants = _table("inhabitants", "One row per census place and quarter", place_code=Text, as_of=Date,
                     district_code=Text, inhabitants=BigInteger, metres_to_outlet=BigInteger)  # fmt: skip
demo = _table("demo", "How this fictional database was made: one row per time it was written", scale=Float,
              seed=BigInteger, first_year=BigInteger, until_day=Date)  # fmt: skip

KNOWN_ON = {
    "interaction": "opened_at", "application": "opened_at", "fulfilment": "ended_at",
    "clock_error": "opened_at", "clock_fix": "fixed_at", "feedback": "given_at",
    "grievance": "received_at", "grievance_step": "done_at", "claim": "claimed_at", "file_review": "reviewed_at",
    "uptime_plan": "on_day", "incident": "on_day", "roster": "planned_on", "survey_wave": "closed_day",
    "staff_reply": "closed_day", "movement": "filed_on", "public_reply": "on_day", "posting": "on_day",
    "vacancy": "vacant_from", "vacancy_filled": "filled_day", "role_review": "reviewed_day",
    "happening": "starts", "project": "approved", "project_live": "live_day",
    "step_done": "done_day", "pledge": "made_day", "pledge_kept": "kept_day", "inhabitants": "as_of",
}  # fmt: skip
"""Table → the column whose day says from when a row is there. Rows of other tables carry it as `_known`."""
