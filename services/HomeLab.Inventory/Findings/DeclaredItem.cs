using System.Text.Json.Nodes;
using HomeLab.Inventory.Repositories;
using HomeLab.Inventory.Repositories.Observing;

namespace HomeLab.Inventory.Findings;

/// <summary>A declared object as it is remembered.</summary>
/// <param name="File">Where it is written.</param>
sealed record DeclaredItem(string Address, string Kind, string Name, string File, int Line, DeclaredFacts Facts)
{
    /// <summary><c>repository/home</c>.</summary>
    public string Repository { get; } = string.Join('/', Address.Split('/').Take(2));

    public string Namespace => Facts.Namespace;

    /// <summary>Address of what deploys it; empty: nothing in the repository.</summary>
    public string Owner => Facts.Owner;

    public JsonNode? Spec => Facts.Spec;

    /// <summary>For people.</summary>
    public string Place => $"{File}:{Line}";

    /// <summary>Whether somebody deploys it, as far as the repository tells.</summary>
    public bool IsMeant => Facts.Reach != nameof(Reach.Loose);
}
