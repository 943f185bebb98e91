using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HomeLab.Cli.Output;

/// <summary>Where an answer is written: tables and labelled lines for people, one JSON value for scripts.</summary>
sealed class Page(Shell shell, OutputFormat format)
{
    const int Label = 12;

    static readonly JsonSerializerOptions Indented = new(JsonText.Options) { WriteIndented = true };

    public bool IsJson => format == OutputFormat.Json;

    /// <summary>Columns that there are; null: as many as needed.</summary>
    public int? Width => format == OutputFormat.Table ? shell.Width : null;

    public void Json(JsonNode value) => shell.Out.WriteLine(value.ToJsonString(Indented));

    /// <summary>What was done: a sentence, or the same as JSON.</summary>
    public void Said<T>(T json, string sentence)
    {
        if (IsJson)
        {
            Json(JsonText.From(json));
        }
        else
        {
            Text(sentence);
        }
    }

    /// <summary>The rows as a table, or as a JSON array.</summary>
    public void List<T>(IReadOnlyList<T> rows, IReadOnlyList<Column<T>> columns, Func<T, JsonNode> json, string nothing)
    {
        if (IsJson)
        {
            Json(new JsonArray([.. rows.Select(json)]));
        }
        else if (rows.Count == 0)
        {
            // Beside the answer, so that a script which counts lines counts none.
            shell.Error.WriteLine(nothing);
        }
        else
        {
            Table(rows, columns);
        }
    }

    public void Table<T>(IReadOnlyList<T> rows, IReadOnlyList<Column<T>> columns, int indent = 0)
    {
        var cells = rows.Select(row => columns.Select(column => column.Value(row)).ToArray()).ToList();
        // A column in which nobody has anything to say is not shown.
        int[] shown = [.. Enumerable.Range(0, columns.Count).Where(it => it == 0 || cells.Any(row => row[it].Text.Length > 0))];
        var widths = Columns.Fit(
            [.. shown.Select(it => Math.Max(columns[it].Title.Length, cells.Max(row => row[it].Text.Length)))],
            [.. shown.Select(it => columns[it].IsElastic)], Width - indent);
        Row([.. shown.Select(it => new Cell(columns[it].Title, Tone.Faint))], widths, indent);
        foreach (var row in cells)
        {
            Row([.. shown.Select(it => row[it])], widths, indent, columns[shown[^1]].IsBroken);
        }
    }

    public void Line(Cell text = default) => shell.Out.WriteLine(Painted(text.Text, text.Tone));

    /// <summary><c>Reason      the text</c>, broken into lines at the terminal's edge; nothing where there is no text.</summary>
    /// <param name="most">Lines; what is left of the text is cut.</param>
    public void Field(string label, Cell text, int indent = 2, int most = int.MaxValue)
    {
        if (text.Text.Length == 0)
        {
            return;
        }
        var start = indent + Label;
        var lines = Wrap(text.Text, Width - start, most);
        for (var i = 0; i < lines.Count; i++)
        {
            var head = i == 0 ? Painted(label.PadRight(Label - 1), Tone.Faint) + " " : new string(' ', Label);
            shell.Out.WriteLine($"{new string(' ', indent)}{head}{Painted(lines[i], text.Tone)}");
        }
    }

    /// <summary>A sentence of any length, broken at words.</summary>
    public void Text(Cell text, int indent = 0, int most = int.MaxValue)
    {
        foreach (var line in Wrap(text.Text, Width - indent, most))
        {
            shell.Out.WriteLine($"{new string(' ', indent)}{Painted(line, text.Tone)}");
        }
    }

    /// <param name="isLastBroken">What is too long for the last column goes on below it.</param>
    void Row(IReadOnlyList<Cell> cells, int[] widths, int indent, bool isLastBroken = false)
    {
        var last = isLastBroken ? Wrap(cells[^1].Text, Width is null ? null : widths[^1], int.MaxValue) : [cells[^1].Text];
        WriteRow([.. cells.SkipLast(1), new Cell(last[0], cells[^1].Tone)], widths, indent);
        var start = indent + widths.SkipLast(1).Sum(width => width + Columns.Gap);
        foreach (var line in last.Skip(1).Where(_ => Width is not { } width || width > start))
        {
            shell.Out.WriteLine(new string(' ', start) + Painted(Width is { } width ? Columns.Cut(line, width - start) : line, cells[^1].Tone));
        }
    }

    void WriteRow(IReadOnlyList<Cell> cells, int[] widths, int indent)
    {
        var line = new StringBuilder().Append(' ', indent);
        var length = indent;
        for (var i = 0; i < cells.Count; i++)
        {
            var gap = i == 0 ? 0 : Columns.Gap;
            var room = Math.Min(widths[i], (Width ?? int.MaxValue) - length - gap);
            if (room < 1)
            {
                break;
            }
            var text = Columns.Cut(cells[i].Text, room);
            line.Append(' ', gap).Append(Painted(text, cells[i].Tone));
            if (i < cells.Count - 1)
            {
                line.Append(' ', Math.Max(0, room - text.Length));
            }
            length += gap + room;
        }
        shell.Out.WriteLine(line.ToString().TrimEnd());
    }

    static List<string> Wrap(string text, int? width, int most)
    {
        if (width is not { } room || text.Length <= room)
        {
            return [text];
        }
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > room)
            {
                lines.Add(line.ToString());
                line.Clear();
            }
            line.Append(line.Length > 0 ? " " : "").Append(word);
        }
        lines.Add(line.ToString());
        if (lines.Count > most)
        {
            lines.RemoveRange(most, lines.Count - most);
            lines[^1] = lines[^1].Length < room - 1 ? $"{lines[^1]} …" : Columns.Cut(lines[^1] + "  ", room);
        }
        return lines;
    }

    string Painted(string text, Tone tone) => !shell.HasColour || text.Length == 0 ? text : tone switch
    {
        Tone.Good => $"\e[32m{text}\e[0m",
        Tone.Attention => $"\e[33m{text}\e[0m",
        Tone.Bad => $"\e[31m{text}\e[0m",
        Tone.Faint => $"\e[2m{text}\e[0m",
        _ => text,
    };
}
