using System.Globalization;
using System.Text;

namespace HomeLab.Testing;

/// <summary>What came out of every combination of two things, as a table for people. Safe for concurrent use.</summary>
public sealed class ResultTable(string corner)
{
    readonly Lock gate = new();
    readonly List<string> rows = [];
    readonly List<string> columns = [];
    readonly Dictionary<(string Row, string Column), string> cells = [];

    public void Set(string row, string column, string cell)
    {
        lock (gate)
        {
            Add(rows, row);
            Add(columns, column);
            cells[(row, column)] = cell;
        }
    }

    /// <summary>In the order in which rows and columns were first set; a combination that was not tried is empty.</summary>
    public override string ToString()
    {
        lock (gate)
        {
            var header = columns.Prepend(corner).ToList();
            var lines = rows.ConvertAll(row => columns.Select(column => cells.GetValueOrDefault((row, column), "")).Prepend(row).ToList());
            var widths = header.Select((title, index) => lines.Select(line => line[index].Length).Append(title.Length).Max()).ToList();
            var text = new StringBuilder();
            Append(text, header, widths);
            text.Append('|').AppendJoin('|', widths.Select(width => new string('-', width + 2))).AppendLine("|");
            lines.ForEach(line => Append(text, line, widths));
            return text.ToString();
        }
    }

    static void Append(StringBuilder text, List<string> line, List<int> widths)
    {
        for (var index = 0; index < line.Count; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {line[index].PadRight(widths[index])} ");
        }
        text.AppendLine("|");
    }

    static void Add(List<string> list, string entry)
    {
        if (!list.Contains(entry))
        {
            list.Add(entry);
        }
    }
}
