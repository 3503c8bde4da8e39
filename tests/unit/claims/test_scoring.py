"""Each rule of the comparison with gold, with figures worked by hand."""

import pytest

from critmin.claims import scoring
from critmin.claims.scoring import likeness, match_records, overall, pool, read_document, same_party, unfolded


def agreement(*parties, **more):
    empty = {"kind": "framework", "status": "signed", "signed_on": None, "minerals": [], "stages": []}
    return empty | {"parties": list(parties), "instruments": [], "amounts": []} | more


def measure(imposer="CHN", kind="export_control", targets=("WLD",), **more):
    empty = {"products": ["gallium"], "rate": None, "rate_unit": None, "status": "in_force"}
    dates = {"announced_on": None, "effective_on": None}
    return empty | dates | {"imposer": imposer, "measure": kind, "targets": list(targets)} | more


def dependency(relation="relies_on", dependent="USA", supplier="CHN", minerals=("gallium",), **more):
    empty = {"stage": None, "share_pct": None, "rank": None, "year": None}
    return (
        empty | {"relation": relation, "dependent": dependent, "supplier": supplier, "minerals": list(minerals)} | more
    )


def reading(**lists):
    return {name: [] for name in scoring.LISTS} | lists


def outcome(gold, found, name):
    return read_document(reading(**{name: gold}), reading(**{name: found}))[name].outcome


def test_the_same_reading_scores_one():
    gold = reading(agreements=[agreement("JPN", "USA")], trade_measures=[measure()], dependencies=[dependency()])
    assert overall(pool([read_document(gold, gold)])) == 1.0


def test_nothing_to_find_and_nothing_found_scores_one():
    assert overall(pool([read_document(reading(), reading())])) == 1.0


def test_a_record_out_of_nothing_costs_the_whole_list_its_score():
    found = outcome([], [measure()], "trade_measures")
    assert (found.precision, found.recall, found.f1, found.field_accuracy, found.score) == (0.0, 1.0, 0.0, 0.0, 0.0)


def test_precision_recall_and_f1_count_hits_misses_and_inventions():
    golds = [measure(), measure(kind="export_ban"), measure(imposer="COD", kind="export_quota")]
    founds = [measure(), measure(imposer="IDN", kind="export_ban")]
    found = outcome(golds, founds, "trade_measures")
    assert (found.hits, found.missed, found.spurious) == (1, 2, 1)
    assert found.precision == pytest.approx(1 / 2)
    assert found.recall == pytest.approx(1 / 3)
    assert found.f1 == pytest.approx(2 / 5)


def test_an_optional_record_costs_nothing_whether_missed_or_found():
    optional = measure(kind="export_ban", optional=True)
    missed = outcome([measure(), optional], [measure()], "trade_measures")
    matched = outcome([measure(), optional], [measure(), measure(kind="export_ban")], "trade_measures")
    assert missed.score == matched.score == 1.0
    assert (missed.excused, matched.excused) == (0, 1)


def test_an_accepted_value_is_as_good_as_the_value_itself():
    gold = measure(status="in_force", accept={"status": ["announced"]})
    assert outcome([gold], [measure(status="announced")], "trade_measures").field_accuracy == 1.0
    assert outcome([gold], [measure(status="suspended")], "trade_measures").field_accuracy == pytest.approx(6 / 7)


def test_agreements_match_when_half_of_all_parties_are_shared():
    gold = agreement("USA", "JPN", "AUS")
    assert outcome([gold], [agreement("USA", "JPN")], "agreements").hits == 1  # 2 of 3
    assert outcome([gold], [agreement("USA", "IND")], "agreements").hits == 0  # 1 of 4


def test_accepted_parties_can_make_a_match():
    gold = agreement("AUS", "org:Alcoa-Sojitz", accept={"parties": [["AUS", "org:Alcoa", "org:Sojitz"]]})
    found = outcome([gold], [agreement("org:Alcoa", "org:Sojitz", "AUS")], "agreements")
    assert (found.hits, found.per_field["parties"]) == (1, 1.0)


def test_measures_need_the_same_imposer_and_measure_and_a_common_target():
    gold = measure(targets=["USA", "JPN"])
    assert outcome([gold], [measure(targets=["JPN"])], "trade_measures").hits == 1
    assert outcome([gold], [measure(targets=[])], "trade_measures").hits == 1
    assert outcome([gold], [measure(targets=["IND"])], "trade_measures").hits == 0
    assert outcome([gold], [measure(kind="licensing", targets=["JPN"])], "trade_measures").hits == 0
    assert outcome([gold], [measure(imposer="HKG", targets=["JPN"])], "trade_measures").hits == 0


def test_dependencies_need_one_common_end_and_a_common_mineral_once_groups_are_unfolded():
    gold = dependency(minerals=["rare_earths"])
    assert outcome([gold], [dependency(minerals=["dysprosium"])], "dependencies").hits == 1
    assert outcome([gold], [dependency(dependent="JPN", minerals=["yttrium"])], "dependencies").hits == 1
    assert outcome([gold], [dependency(minerals=["cobalt"])], "dependencies").hits == 0
    assert outcome([gold], [dependency(dependent="JPN", supplier="AUS")], "dependencies").hits == 0
    assert outcome([gold], [dependency(relation="dominates", minerals=["rare_earths"])], "dependencies").hits == 0


def test_two_missing_suppliers_are_no_common_end():
    gold = dependency(dependent="JPN", supplier=None)
    assert outcome([gold], [dependency(dependent="KOR", supplier=None)], "dependencies").hits == 0


def test_dependencies_without_minerals_match_each_other_only():
    assert outcome([dependency(minerals=[])], [dependency(minerals=[])], "dependencies").hits == 1
    assert outcome([dependency(minerals=[])], [dependency()], "dependencies").hits == 0


def test_each_record_is_matched_once_and_the_most_alike_pair_goes_first():
    golds = [measure(rate=15.0, kind="tariff"), measure(rate=50.0, kind="tariff")]
    founds = [measure(rate=50.0, kind="tariff"), measure(rate=50.0, kind="tariff"), measure(rate=15.0, kind="tariff")]
    pairs = {(m.gold, m.found) for m in match_records("trade_measures", golds, founds)}
    assert pairs == {(1, 0), (0, 2)}


def test_a_required_record_goes_before_an_optional_one_that_is_as_alike():
    golds = [measure(optional=True), measure()]
    assert outcome(golds, [measure()], "trade_measures").hits == 1


def test_the_gold_value_itself_goes_before_an_accepted_one():
    golds = [measure(status="announced", accept={"status": ["in_force"]}), measure(status="in_force")]
    [pair] = match_records("trade_measures", golds, [measure(status="in_force")])
    assert pair.gold == 1


def test_field_accuracy_is_the_mean_over_fields_of_the_mean_over_hits():
    golds = [dependency(share_pct=98.0, year=2024), dependency("dominates", None, "COD", ["cobalt"], share_pct=76.0)]
    founds = [dependency(share_pct=98.0, year=2023), dependency("dominates", None, "COD", ["cobalt"], share_pct=74.0)]
    found = outcome(golds, founds, "dependencies")
    assert found.per_field["year"] == pytest.approx(1 / 2)
    assert found.per_field["share_pct"] == pytest.approx(1 / 2)
    assert found.field_accuracy == pytest.approx((5 + 1 / 2 + 1 / 2) / 7)
    assert found.score == found.field_accuracy  # F1 is 1


def test_pooling_adds_counts_before_it_divides():
    one = read_document(reading(trade_measures=[measure()]), reading(trade_measures=[measure()]))
    other = read_document(reading(trade_measures=[measure(), measure(kind="export_ban")]), reading())
    assert pool([one, other])["trade_measures"].recall == pytest.approx(1 / 3)


def test_the_places_of_misses_and_inventions_are_given():
    found = read_document(
        reading(trade_measures=[measure(), measure(kind="export_ban"), measure(kind="export_tax", optional=True)]),
        reading(trade_measures=[measure(kind="tariff"), measure()]),
    )["trade_measures"]
    assert (found.missed, found.spurious) == ((1,), (0,))


def test_a_near_miss_is_a_reading_without_any_record():
    assert scoring.is_near_miss(reading())
    assert not scoring.is_near_miss(reading(dependencies=[dependency()]))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("JPN", "JPN", True),
        ("JPN", "CHN", False),
        ("org:MP Materials", "org:MP Materials Corp.", True),
        ("org:Lynas", "org:Lynas Rare Earths Ltd", True),
        ("org:Northern Minerals", "org:Lynas Rare Earths", False),
        ("org:The Group", "org:Group", True),
        ("org:Export-Import Bank", "USA", False),
        (None, None, True),
        (None, "USA", False),
    ],
)
def test_parties_are_the_same_by_code_or_by_the_words_of_a_name(one, other, same):
    assert same_party(one, other) is same
    assert same_party(other, one) is same


def test_lists_are_compared_by_their_f1():
    assert likeness("stages", ["mining", "refining"], ["mining"]) == pytest.approx(2 / 3)
    assert likeness("stages", [], []) == 1.0
    assert likeness("stages", [], ["mining"]) == 0.0
    assert likeness("products", ["steel", "steel"], ["steel"]) == 1.0


def test_rates_and_shares_may_differ_by_a_hundredth_and_null_equals_only_null():
    assert likeness("rate", 25.0, 25) == 1.0
    assert likeness("share_pct", 66.67, 66.675) == 1.0
    assert likeness("rate", 25.0, 25.5) == 0.0
    assert likeness("rate", None, None) == 1.0
    assert likeness("rate", None, 0.0) == 0.0
    assert likeness("rate", 1.0, True) == 0.0


def test_a_sum_needs_currency_and_value_and_earns_the_rest_by_qualifier_and_payer():
    pledge = {"value": 1_000_000_000, "currency": "USD", "qualifier": "at_least", "by": "USA"}
    assert likeness("amounts", [pledge], [pledge]) == pytest.approx(1.0)
    assert likeness("amounts", [pledge], [pledge | {"qualifier": "exactly"}]) == pytest.approx(0.8)
    assert likeness("amounts", [pledge], [pledge | {"qualifier": "exactly", "by": None}]) == pytest.approx(0.6)
    assert likeness("amounts", [pledge], [pledge | {"value": 1_005_000_000}]) == pytest.approx(1.0)
    assert likeness("amounts", [pledge], [pledge | {"value": 1_000_000}]) == 0.0
    assert likeness("amounts", [pledge], [pledge | {"currency": "AUD"}]) == 0.0
    assert likeness("amounts", [pledge], [pledge | {"value": None}]) == 0.0


def test_sums_are_paired_once_each_the_most_alike_first():
    each = {"value": 1_000_000_000, "currency": "USD", "qualifier": "at_least"}
    gold = [each | {"by": "USA"}, each | {"by": "AUS"}]
    assert likeness("amounts", gold, [each | {"by": "AUS"}]) == pytest.approx(2 / 3)
    assert likeness("amounts", gold, [each | {"by": "AUS"}, each | {"by": "USA"}]) == pytest.approx(1.0)


def test_groups_unfold_to_the_single_minerals_behind_them():
    assert unfolded(["heavy_rare_earths"]) < unfolded(["rare_earths"]) < unfolded(["critical_minerals"])
    assert unfolded(["cobalt"]) == {"cobalt"}
    assert unfolded(["steel"]) == {"steel"}


def test_what_gold_states_beyond_the_scored_fields_is_reported_apart():
    golds = [measure(rate_rule="all_in_floor"), measure(imposer="IDN", kind="export_ban")]
    founds = [measure(rate_rule="additive"), measure(imposer="IDN", kind="export_ban", rate_rule="additive")]
    found = outcome(golds, founds, "trade_measures")
    assert found.per_extra == {"rate_rule": 0.0}
    assert found.field_accuracy == 1.0


def test_a_reading_of_the_wrong_shape_is_an_empty_one():
    gold = reading(trade_measures=[measure()])
    assert (
        read_document(gold, {"trade_measures": None, "agreements": "none", "dependencies": [1]})[
            "trade_measures"
        ].outcome.missed
        == 1
    )
