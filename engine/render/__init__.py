"""Rendering: explanations become text in Chinese or English, as a score card, a tree or Markdown.

Since explaining: message keys have become sentences, and every assumed number has got its mark.
"""

from engine.render.card import card, figures, overview
from engine.render.render import FORMS, render
from engine.render.why import why

__all__ = ["FORMS", "card", "figures", "overview", "render", "why"]
