"""Portuguese."""

from __future__ import annotations

from ssetrack.importing.fields import Field
from ssetrack.importing.words import TableWords

WORDS = TableWords(
    headings={
        Field.TITLE: (
            "atividade", "atividade(s)", "atividades", "nome da acao", "acao", "acoes", "descricao",
            "tarefa", "tarefas", "etapa", "etapas", "o que", "evento", "reuniao", "sessao", "oficina",
            "marco", "mao de obra", "nome",
        ),
        Field.OWNERS: (
            "responsavel", "responsaveis", "responsavel(is)", "unidade responsavel", "autores", "dono",
            "quem",
        ),
        Field.WITH: ("revisores", "parceiros", "parceiro", "apoio", "com"),
        Field.DEADLINE: (
            "prazo", "prazos", "meta/prazo", "periodo previsto", "data", "datas", "quando", "cronograma",
            "dia", "data limite", "data de entrega", "data prevista",
        ),
        Field.WHEN: ("realiza-se", "realizacao", "data do evento"),
        Field.START: ("inicio", "data de inicio", "de"),
        Field.END: ("termino", "data de fim", "fim", "ate", "data de termino"),
        Field.AFTER: ("pre-requisitos", "depende de", "predecessoras", "depois de"),
        Field.STATUS: ("situacao", "estado", "status"),
        Field.DONE: ("feito", "concluido"),
        Field.PROGRESS: ("progresso", "andamento", "% concluido"),
        Field.NOTES: ("observacoes", "observacao", "notas", "comentarios", "obs.", "obs"),
        Field.WHERE: ("local", "onde", "lugar", "cidade"),
        Field.TIME: ("horario", "hora", "horas"),
        Field.DURATION: ("duracao", "dias"),
        Field.BUDGET: ("orcamento", "custo", "custos", "valor"),
        Field.DELIVERABLES: ("resultados esperados", "resultados", "produtos", "entregas", "entregaveis"),
        Field.INDICATORS: ("indicador", "indicadores"),
        Field.ID: ("n.º", "n.o", "nº", "num.", "numero", "codigo"),
    },
    labels=("etapa", "fase", "area", "projeto", "secao", "eixo", "componente", "funcao", "grupo"),
    days=("data", "datas", "quando", "dia", "cronograma", "periodo previsto"),
    gatherings=("evento", "eventos", "reuniao", "reunioes", "sessao", "sessoes", "oficina", "oficinas"),
    descriptions=("descricao", "detalhe", "detalhamento"),
    totals=("total", "totais", "subtotal", "soma", "total geral"),
    not_names=(
        "definir", "confirmar", "buscar", "encontrar", "designar", "indicar", "nomear", "falta", "precisa",
        "precisam", "ajuda", "voluntario", "voluntarios", "voluntarias", "cada", "todos", "todas", "tudo",
        "quem", "criar", "sao", "deve", "devem", "responsavel", "responsaveis", "outros", "outras",
        "participantes", "membros", "alguem", "especial", "especiais",
    ),
    seats=(
        "a definir", "por definir", "a confirmar", "a designar", "a indicar", "procura-se",
        "precisa-se de ajuda", "voluntarios bem-vindos", "vago", "vaga", "sem responsavel", "n/a",
    ),
    together=("com", "junto com", "com o apoio de"),
    conjunctions=("e",),
    moved=("adiado", "adiada", "movido", "movida", "antes", "remarcado", "remarcada", "originalmente"),
    on=("x", "sim", "feito", "verdadeiro"),
    off=("nao", "falso", "-"),
    notes=("nota", "notas", "obs", "observacao", "legenda", "fonte"),
    sheets=("planilha", "folha", "tabela"),
    weeks=("semana", "sem", "s"),
    note_openers=("nota", "observacao"),
    day_openers=("no dia", "dia", "em", "desde"),
)  # fmt: skip
