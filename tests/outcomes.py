"""What a function made of its input: a value, or the problems with which it refused."""

from site_builder.model.problem import SiteBuilderError


def outcome(function, *args, **kwargs):
    """The value and no problems, or None and the problems. Anything else that is raised is a bug, and passes."""
    try:
        return function(*args, **kwargs), ()
    except SiteBuilderError as error:
        if not error.problems:  # it would tell nobody anything
            raise
        return None, error.problems


def problems_of(function, *args, **kwargs):
    """The problems with which *function* refuses."""
    value, problems = outcome(function, *args, **kwargs)
    assert problems, f"it was expected to refuse, and gave {value!r}"
    return problems


def the_problem_of(function, *args, **kwargs):
    """The one problem with which *function* refuses."""
    (problem,) = problems_of(function, *args, **kwargs)
    return problem
