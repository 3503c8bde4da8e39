{#-
    The columns that every `stg_<slug>__trade_flows` must have, as a select list: the interface between a publisher's
    own rows and everything that measures. Their meaning is written in int_trade_flows_unioned.yml. A column that is
    missing stops the build by name; the order of columns in a staging model does not matter.
-#}
{% macro trade_flow_columns() -%}
    reporter_iso3,
    reporter_code,
    partner_iso3,
    partner_code,
    flow,
    commodity_code,
    hs_edition,
    period,
    period_kind,
    partner_name,
    partner_class,
    commodity_level,
    commodity_name,
    hs6,
    cast(trade_year as integer) as trade_year,
    partner_basis,
    partner_scope,
    valuation,
    trade_system,
    reporting_view,
    is_edition_converted,
    cast(primary_value as decimal(38, 2)) as primary_value,
    value_currency,
    value_status,
    cast(calculated_duty_usd as decimal(38, 2)) as calculated_duty_usd,
    cast(net_weight_kg as decimal(38, 3)) as net_weight_kg,
    net_weight_status,
    wire_form,
    form_order,
    released_on,
    _source,
    _page_url,
    _page_sha256,
    _retrieved_at,
    _retrieval_id,
    _record
{%- endmacro %}
