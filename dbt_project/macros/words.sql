{#-
    A text as its words: lower case, everything that is neither letter nor digit turned into one blank. Two spellings
    of a name, or two prints of a story, are compared in this form.
-#}
{% macro words(column) -%}
    {{ return(adapter.dispatch('words', 'critmin')(column)) }}
{%- endmacro %}

{% macro default__words(column) -%}
    trim(regexp_replace(lower({{ column }}), '[^\p{L}\p{N}]+', ' ', 'g'))
{%- endmacro %}

{% macro spark__words(column) -%}
    trim(regexp_replace(lower({{ column }}), '[^\\p{L}\\p{N}]+', ' '))
{%- endmacro %}
