"""Results for programs and documents: JSON, CSV, Markdown, Mermaid."""
