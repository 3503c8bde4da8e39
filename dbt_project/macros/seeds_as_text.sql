{#-
    Seeds are text unless `column_types` says otherwise. dbt would guess from the cells: 02 would become 2.
    An empty cell is null; `NA` (Namibia) is text.
-#}
{% macro duckdb__create_csv_table(model, agate_table) %}
    {%- set column_types = model['config'].get('column_types', {}) -%}
    {%- set sql %}
        create table {{ this.render() }} (
            {%- for name in agate_table.column_names %}
            {{ name }} {{ column_types.get(name, dbt.type_string()) }}{{ "," if not loop.last }}
            {%- endfor %}
        )
    {%- endset %}
    {%- call statement('_') -%}{{ sql }}{%- endcall -%}
    {{ return(sql) }}
{% endmacro %}
