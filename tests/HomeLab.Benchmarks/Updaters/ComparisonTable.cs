namespace HomeLab.Benchmarks.Updaters;

/// <summary>Rows of what happens, columns of who. Safe for concurrent use.</summary>
sealed class ComparisonTable(IReadOnlyList<string> names)
{
    const string Begin = "<!-- Written by: HomeLab.Benchmarks updaters -->";
    const string End = "<!-- End of what is written by: HomeLab.Benchmarks updaters -->";
    readonly Lock gate = new();
    readonly List<(string What, Dictionary<string, string> Cells)> rows = [];

    public IEnumerable<string> Lines =>
    [
        $"| | {string.Join(" | ", names)} |",
        $"|---|{string.Concat(names.Select(_ => "---|"))}",
        .. rows.Select(row => $"| {row.What} | {string.Join(" | ", names.Select(name => row.Cells.GetValueOrDefault(name, "")))} |"),
    ];

    public void Set(string what, string name, string cell)
    {
        lock (gate)
        {
            if (rows.Find(row => row.What == what).Cells is not { } cells)
            {
                rows.Add((what, cells = []));
            }
            cells[name] = cell;
        }
    }

    /// <summary>Writes it between its marks in <c>docs/dns.md</c> of the tree that this was built from.</summary>
    public void Publish()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "HomeLab.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("This was not built in the repository.");
        }
        var page = Path.Combine(root.FullName, "docs", "dns.md");
        var text = File.ReadAllText(page);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        File.WriteAllText(page, $"{text[..from]}\n\n{string.Join('\n', Lines)}\n\n{text[to..]}");
    }
}
