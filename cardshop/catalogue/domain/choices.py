"""Whether options and variants fit each other, and what tells variants apart."""

from __future__ import annotations

from collections import Counter

from cardshop.catalogue.domain.content import OptionContent, VariantContent
from cardshop.lib.errors import FieldError, FieldErrors, Invalid


class OptionTwice(Invalid):
    """Two options have the same name."""


class ValueTwice(Invalid):
    """Two of the choices are the same."""


class VariantUnfitting(Invalid):
    """Choose one value of each option."""


class VariantTwice(Invalid):
    """There is another variant with the same choices."""


class VariantsMissing(Invalid):
    """Add a variant for each combination that you sell."""


def check_choices(options: list[OptionContent], variants: list[VariantContent]) -> None:
    """Options and variants must fit each other. Raises FieldErrors with a pointer to each fault."""
    faults = [*_option_faults(options), *_variant_faults(options, variants)]
    if options and not variants:
        faults.append(FieldError("/variants", VariantsMissing().detail))
    if faults:
        raise FieldErrors(faults)


def value_key(values: list[str]) -> str:
    """The chosen values as one word for comparing; case does not tell variants apart."""
    return "\x1f".join(value.casefold() for value in values)[:400]


def _option_faults(options: list[OptionContent]) -> list[FieldError]:
    names = Counter(option.name.casefold() for option in options)
    return [
        FieldError(f"/options/{n}/{field}", refusal().detail)
        for n, option in enumerate(options)
        for field, refusal, is_wrong in (
            ("name", OptionTwice, names[option.name.casefold()] > 1),
            ("values", ValueTwice, len({v.casefold() for v in option.values}) < len(option.values)),
        )
        if is_wrong
    ]


def _variant_faults(
    options: list[OptionContent], variants: list[VariantContent]
) -> list[FieldError]:
    keys = Counter(value_key(variant.values) for variant in variants)
    choices = [set(option.values) for option in options]
    faults: list[FieldError] = []
    for n, variant in enumerate(variants):
        fits = len(variant.values) == len(choices) and all(
            value in known for value, known in zip(variant.values, choices, strict=True)
        )
        if not fits:
            faults.append(FieldError(f"/variants/{n}/values", VariantUnfitting().detail))
        elif keys[value_key(variant.values)] > 1:
            faults.append(FieldError(f"/variants/{n}/values", VariantTwice().detail))
    return faults
