from copy import deepcopy

from wagtail.contrib.table_block.blocks import TableBlock
from wagtail_localize.segments import StringSegmentValue

CAPTION = "caption"


class TranslatableTableBlock(TableBlock):
    """Wagtail's table block; wagtail-localize offers its caption and cells for translation one by one."""

    def get_translatable_segments(self, value):
        texts = {CAPTION: value.get("table_caption")}
        for row_number, row in enumerate(value.get("data", [])):
            texts.update({f"{row_number}.{column}": cell for column, cell in enumerate(row)})
        return [StringSegmentValue(path, str(text)) for path, text in texts.items() if text]

    def restore_translated_segments(self, value, segments):
        table = deepcopy(value)
        for segment in segments:
            text = segment.render_text()
            if segment.path == CAPTION:
                table["table_caption"] = text
            else:
                row, column = map(int, segment.path.split("."))
                table["data"][row][column] = text
        return table
