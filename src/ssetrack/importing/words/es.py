"""Spanish."""

from __future__ import annotations

from ssetrack.importing.fields import Field
from ssetrack.importing.words import TableWords

WORDS = TableWords(
    headings={
        Field.TITLE: (
            "actividad", "actividades", "actividad(es)", "nombre de la actividad", "actividad / hito",
            "hito", "hitos", "compromiso", "compromisos", "accion", "acciones", "tarea", "tareas", "que",
            "evento", "reunion", "sesion", "taller", "descripcion", "nombre",
        ),
        Field.OWNERS: (
            "responsable", "responsables", "responsable(s)", "resp.", "resp", "personas a cargo",
            "persona a cargo", "quien", "quienes", "encargado", "encargada", "a cargo",
        ),
        Field.WITH: ("socios", "aliados", "apoyo", "con", "participantes"),
        Field.DEADLINE: (
            "fecha", "fechas", "fecha limite", "fecha objetivo", "plazo", "plazos", "cuando", "cronograma",
            "dia", "fecha de entrega", "vencimiento",
        ),
        Field.WHEN: ("se celebra", "tiene lugar", "fecha del evento"),
        Field.START: ("fecha inicio", "fecha de inicio", "inicio", "desde"),
        Field.END: ("fecha fin", "fecha de fin", "fin", "hasta", "termino", "fecha de termino"),
        Field.AFTER: ("prerrequisitos", "depende de", "predecesoras", "despues de"),
        Field.STATUS: ("estado",),
        Field.DONE: ("se termino", "hecho", "terminado"),
        Field.PROGRESS: ("avance", "% avance", "progreso"),
        Field.NOTES: (
            "observaciones", "notas", "nota", "comentarios", "comentario", "informacion",
        ),
        Field.WHERE: ("lugar", "donde", "ciudad", "sede"),
        Field.TIME: ("hora", "horas", "horario"),
        Field.DURATION: ("duracion", "dias"),
        Field.BUDGET: ("presupuesto", "costo", "costos", "coste", "monto"),
        Field.DELIVERABLES: (
            "resultados esperados", "resultados", "productos", "entregables", "entregable",
        ),
        Field.INDICATORS: ("indicador", "indicadores"),
        Field.ID: ("n.º", "n.o", "nº", "no", "no.", "num.", "num", "numero", "codigo", "nro", "nro."),
    },
    labels=("etapa", "fase", "area", "proyecto", "seccion", "eje", "componente", "linea", "grupo"),
    days=("fecha", "fechas", "dia", "cuando", "cronograma"),
    gatherings=("evento", "eventos", "reunion", "reuniones", "sesion", "sesiones", "taller", "talleres"),
    descriptions=("descripcion", "detalle"),
    totals=("total", "totales", "subtotal", "suma", "total general"),
    not_names=(
        "definir", "confirmar", "buscar", "encontrar", "designar", "asignar", "nombrar", "falta", "faltan",
        "necesita", "necesitan", "ayuda", "voluntario", "voluntarios", "voluntarias", "cada", "todos",
        "todas", "todo", "quien", "quienes", "crear", "es", "son", "debe", "deben", "responsable",
        "responsables", "otros", "otras", "participantes", "miembros", "alguien", "especial", "especiales",
    ),
    seats=(
        "por definir", "a definir", "por confirmar", "por designar", "por asignar", "por determinar",
        "se busca", "se necesita ayuda", "se buscan voluntarios", "vacante", "sin asignar", "n/a",
    ),
    together=("con", "junto con", "con el apoyo de"),
    conjunctions=("y", "e"),
    moved=(
        "aplazado", "aplazada", "movido", "movida", "antes", "pospuesto", "pospuesta", "reprogramado",
        "originalmente",
    ),
    on=("x", "si", "hecho", "verdadero"),
    off=("no", "falso", "-"),
    notes=("nota", "notas", "observacion", "leyenda", "fuente"),
    sheets=("hoja", "tabla"),
    weeks=("semana", "sem", "s"),
    note_openers=("nota", "observacion"),
    day_openers=("el", "la", "en", "desde"),
)  # fmt: skip
