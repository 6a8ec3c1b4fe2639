"""Clausegraph: a standard as a graph, evidence judged against it clause by clause, every lost point explained.

This is the public face: what `api/` and other programs import.
"""

from engine.assess import Order, Readings, Standard, assess, built_cases, order_of, orders_of, standard_for
from engine.check import Assumption, Problem, assumptions, check, reason
from engine.confine.asking import Answer, Checked, ask, check_delivered, check_reference, walls
from engine.confine.limits import CAPS, Caps, Limits
from engine.confine.limits import CHECK as CHECK_LIMITS
from engine.confine.limits import QUERY as QUERY_LIMITS
from engine.confine.pool import Pool
from engine.confine.turns import Load
from engine.confine.walls import walls_here
from engine.errors import (
    ClausegraphError,
    EngineError,
    EvidenceError,
    Fault,
    OntologyError,
    StoreError,
    UsageError,
    nearest,
)
from engine.exact import decimal_text, parse_number
from engine.messages import fault_sentences, form_sentence, known_codes, page_of, say
from engine.model.assessment import Assessment
from engine.model.case import EvidenceMode
from engine.model.entry import DIGITS_SHOWN, Act, Entry, Kind, Receipt
from engine.model.evidence import Evidence, Ruling
from engine.model.finding import Lane
from engine.model.validation import Validation
from engine.model.world import World
from engine.parts import assess_in_parts
from engine.plan import show as show_plan
from engine.query.guard import query_form
from engine.questions.appealed import Granted, appeal_preview
from engine.questions.appealed_text import granted_data, granted_text
from engine.questions.change_words import changes_of
from engine.questions.contrast import Contrast, contrast
from engine.questions.contrast_text import contrast_data, contrast_text
from engine.questions.impact import Effect, Ground, Impact, ground_of, grounds_of, impact, impact_on
from engine.questions.impact_text import impact_data, impact_text
from engine.questions.improve import Improvement, improve
from engine.questions.improve_costs import Costs, costs_from, finish_day, read_costs
from engine.questions.improve_text import improvement_data, improvement_text
from engine.questions.preview import Before, Thought, blast, preview, resting
from engine.questions.preview_text import preview_data, preview_text
from engine.questions.robustness import Robustness, robustness
from engine.questions.robustness_text import robustness_data, robustness_text
from engine.questions.whynot import Standing, Turning, whynot, whynot_at
from engine.questions.whynot_text import whynot_data, whynot_text
from engine.read.case import CaseFile, read_case
from engine.read.edition import edition_for, edition_names
from engine.read.evidence import READING_CAPS, read_evidence
from engine.read.home import home
from engine.read.ontology import read_world
from engine.render import FORMS as TEXT_FORMS
from engine.render import card, figures, overview, render, why
from engine.report import FORMS as DATA_FORMS
from engine.report import evidence_turtle, report, snapshot, why_data
from engine.report.data_table import data_table
from engine.report.described import Described
from engine.report.plain import case_data
from engine.report.report import finding_table, report_parts
from engine.report.served import (
    explanation_part,
    finding_part,
    points_part,
    scores_part,
    summary_data,
)
from engine.report.standard import (
    basis_data,
    clause_data,
    document_data,
    edition_data,
    indicator_data,
    item_data,
    parameter_data,
    place_data,
    requirement_data,
    scale_data,
)
from engine.report.template import annotate, evidence_template
from engine.report.turned import turned_data
from engine.store.appeal_listing import appeal_data, appeals_data, appeals_text
from engine.store.appeals import Plea, Reply, Resolution, appeal, appeal_named, resolve
from engine.store.assessments import (
    Recorded,
    Recording,
    Role,
    kept_result,
    one_recorded,
    record,
    recorded,
    recorded_named,
    repeat,
    run_again,
)
from engine.store.audit import AuditLog, read_audit
from engine.store.backup import Copied, backup, restore
from engine.store.chain import head_of
from engine.store.corrections import correct
from engine.store.counted import reference_paths, waivers
from engine.store.course import Appeal, Course, Stage, appeals_of, course, courses
from engine.store.disk import add_whole, disk_error, sync_folder
from engine.store.editions import edition_home, keep_edition
from engine.store.files import kept_bytes, safe_name
from engine.store.hand import Hand, moment
from engine.store.journal import Journal
from engine.store.judgements import Judgement, judge
from engine.store.known import entries_at, known_by, order_at, order_from
from engine.store.ledger import close_case, decide, file_bytes, read_delivered, reopen_case, submit
from engine.store.listing import entry_data, ledger_data, ledger_text
from engine.store.owner import own_folder
from engine.store.projections.graph_linked import agent_linked, entries_linked
from engine.store.projections.graph_triples import agent_hash
from engine.store.projections.graphs import Checkpoint
from engine.store.projections.graphs_seen import graphs_seen
from engine.store.projections.opened import Left, Projected, Projections, query_graphs
from engine.store.references import take_over, withdraw_reference
from engine.store.sides import Sides, latest, side_by_side
from engine.store.sides_text import sides_csv, sides_data, sides_text
from engine.store.state_listing import course_data, states_data, states_text
from engine.store.states import annul, answer, finalise, object_to, panel, publicise
from engine.store.tail import Tail
from engine.store.touching import case_named, known_subjects, touched_each, touching
from engine.store.verify import Verified, verify
from engine.store.visible import Office, Viewer, of_recording, seen, told, veiled, visible_entries
from engine.store.waiver_listing import waivers_listed, waivers_text
from engine.store.waivers import WaiverWish, waive, withdraw_waiver
from engine.store.working_days import day_at, day_named, local_day, working_days
from engine.validation import WRITERS as VALIDATION_FORMS
from engine.validation import compiled_plan, path_text
from engine.validation import validate as validate_rdf
from engine.version import VERSION

__all__ = [
    "CAPS",
    "CHECK_LIMITS",
    "DATA_FORMS",
    "DIGITS_SHOWN",
    "QUERY_LIMITS",
    "READING_CAPS",
    "TEXT_FORMS",
    "VALIDATION_FORMS",
    "VERSION",
    "Act",
    "Answer",
    "Appeal",
    "Assessment",
    "Assumption",
    "AuditLog",
    "Before",
    "Caps",
    "CaseFile",
    "Checked",
    "Checkpoint",
    "ClausegraphError",
    "Contrast",
    "Copied",
    "Costs",
    "Course",
    "Described",
    "Effect",
    "EngineError",
    "Entry",
    "Evidence",
    "EvidenceError",
    "EvidenceMode",
    "Fault",
    "Granted",
    "Ground",
    "Hand",
    "Impact",
    "Improvement",
    "Journal",
    "Judgement",
    "Kind",
    "Lane",
    "Left",
    "Limits",
    "Load",
    "Office",
    "OntologyError",
    "Order",
    "Plea",
    "Pool",
    "Problem",
    "Projected",
    "Projections",
    "Readings",
    "Receipt",
    "Recorded",
    "Recording",
    "Reply",
    "Resolution",
    "Robustness",
    "Role",
    "Ruling",
    "Sides",
    "Stage",
    "Standard",
    "Standing",
    "StoreError",
    "Tail",
    "Thought",
    "Turning",
    "UsageError",
    "Validation",
    "Verified",
    "Viewer",
    "WaiverWish",
    "World",
    "add_whole",
    "agent_hash",
    "agent_linked",
    "annotate",
    "annul",
    "answer",
    "appeal",
    "appeal_data",
    "appeal_named",
    "appeal_preview",
    "appeals_data",
    "appeals_of",
    "appeals_text",
    "ask",
    "assess",
    "assess_in_parts",
    "assumptions",
    "backup",
    "basis_data",
    "blast",
    "built_cases",
    "card",
    "case_data",
    "case_named",
    "changes_of",
    "check",
    "check_delivered",
    "check_reference",
    "clause_data",
    "close_case",
    "compiled_plan",
    "contrast",
    "contrast_data",
    "contrast_text",
    "correct",
    "costs_from",
    "course",
    "course_data",
    "courses",
    "data_table",
    "day_at",
    "day_named",
    "decide",
    "decimal_text",
    "disk_error",
    "document_data",
    "edition_data",
    "edition_for",
    "edition_home",
    "edition_names",
    "entries_at",
    "entries_linked",
    "entry_data",
    "evidence_template",
    "evidence_turtle",
    "explanation_part",
    "fault_sentences",
    "figures",
    "file_bytes",
    "finalise",
    "finding_part",
    "finding_table",
    "finish_day",
    "form_sentence",
    "granted_data",
    "granted_text",
    "graphs_seen",
    "ground_of",
    "grounds_of",
    "head_of",
    "home",
    "impact",
    "impact_data",
    "impact_on",
    "impact_text",
    "improve",
    "improvement_data",
    "improvement_text",
    "indicator_data",
    "item_data",
    "judge",
    "keep_edition",
    "kept_bytes",
    "kept_result",
    "known_by",
    "known_codes",
    "known_subjects",
    "latest",
    "ledger_data",
    "ledger_text",
    "local_day",
    "moment",
    "nearest",
    "object_to",
    "of_recording",
    "one_recorded",
    "order_at",
    "order_from",
    "order_of",
    "orders_of",
    "overview",
    "own_folder",
    "page_of",
    "panel",
    "parameter_data",
    "parse_number",
    "path_text",
    "place_data",
    "points_part",
    "preview",
    "preview_data",
    "preview_text",
    "publicise",
    "query_form",
    "query_graphs",
    "read_audit",
    "read_case",
    "read_costs",
    "read_delivered",
    "read_evidence",
    "read_world",
    "reason",
    "record",
    "recorded",
    "recorded_named",
    "reference_paths",
    "render",
    "reopen_case",
    "repeat",
    "report",
    "report_parts",
    "requirement_data",
    "resolve",
    "resting",
    "restore",
    "robustness",
    "robustness_data",
    "robustness_text",
    "run_again",
    "safe_name",
    "say",
    "scale_data",
    "scores_part",
    "seen",
    "show_plan",
    "side_by_side",
    "sides_csv",
    "sides_data",
    "sides_text",
    "snapshot",
    "standard_for",
    "states_data",
    "states_text",
    "submit",
    "summary_data",
    "sync_folder",
    "take_over",
    "told",
    "touched_each",
    "touching",
    "turned_data",
    "validate_rdf",
    "veiled",
    "verify",
    "visible_entries",
    "waive",
    "waivers",
    "waivers_listed",
    "waivers_text",
    "walls",
    "walls_here",
    "why",
    "why_data",
    "whynot",
    "whynot_at",
    "whynot_data",
    "whynot_text",
    "withdraw_reference",
    "withdraw_waiver",
    "working_days",
]
