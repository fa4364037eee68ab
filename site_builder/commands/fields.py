"""What the source says of the fields of a dataclass: the text below each, which Python itself forgets."""

from __future__ import annotations

import ast
import functools
import inspect


@functools.cache
def texts_of(cls: type) -> dict[str, str]:
    """The text below each field of *cls*, by name, on one line; fields without one are left out."""
    (node,) = ast.parse(inspect.cleandoc("\n" + inspect.getsource(cls))).body
    found: dict[str, str] = {}
    last = ""
    for statement in node.body if isinstance(node, ast.ClassDef) else ():
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name)):
                last = name
            case ast.Expr(value=ast.Constant(value=str(text))) if last:
                found[last] = " ".join(text.split())
            case _:
                last = ""
    return found
