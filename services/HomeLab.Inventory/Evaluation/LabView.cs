using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Certificates;
using HomeLab.Inventory.Findings;
using HomeLab.Inventory.Graph;
using HomeLab.Inventory.Probes;
using HomeLab.Inventory.Resources;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Evaluation;

/// <summary>The whole lab as it was known at one revision. Never changes.</summary>
sealed record LabView
{
    public static LabView Empty { get; } = new();

    public string Epoch { get; init; } = "";

    public long Revision { get; init; } = -1;

    /// <summary>When it was read; what depends on time is judged by this.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The lab in force; null: there was never a good one.</summary>
    public LabSpec? Lab { get; init; }

    public LabGraph Graph { get; init; } = LabGraph.Empty;

    public IReadOnlyList<EndpointState> Endpoints { get; init; } = [];

    /// <summary>All sources and their parts, by name.</summary>
    public IReadOnlyDictionary<string, SourceRow> Sources { get; init; } = new Dictionary<string, SourceRow>();

    /// <summary>What the sources show and the lab names, parsed when it is first asked for. Not to be read by two threads at a time.</summary>
    public IReadOnlyList<Observation> Observations => Parsed.Value;

    /// <summary>The catalogue in force. Empty but in an evaluation.</summary>
    public SystemCatalog Catalog { get; init; } = new([]);

    /// <summary>What the catalogue makes of the observations. Nothing but in an evaluation.</summary>
    public CatalogReading Reading { get; init; } = new([], [], []);

    /// <summary>What is declared, by the name of the source: <c>repository/home</c>.</summary>
    public IReadOnlyDictionary<string, DeclaredRepository> Repositories => Declared.Value;

    /// <summary>What is remembered of certificates, by object and signal.</summary>
    public IReadOnlyList<KnownCertificate> Certificates { get; init; } = [];

    /// <summary>Where certificates are served, and what was last seen there. Nothing but in an evaluation.</summary>
    public IReadOnlyList<TlsReading> Served { get; init; } = [];

    public Lazy<IReadOnlyDictionary<string, DeclaredRepository>> Declared { private get; init; } = new(() => new Dictionary<string, DeclaredRepository>());

    public Lazy<IReadOnlyList<Observation>> Parsed { private get; init; } = new(() => []);

    public IEnumerable<SourceRow> Gaps => Sources.Values.Where(it => !it.IsComplete);

    /// <returns>Why what was seen may no longer be so; null: its source is complete.</returns>
    public SourceRow? GapOf(Observation observation) =>
        observation.Source.Length > 0 && Sources.TryGetValue(observation.Source, out var source) && !source.IsComplete ? source : null;
}
