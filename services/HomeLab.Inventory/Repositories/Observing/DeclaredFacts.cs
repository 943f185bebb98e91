using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Lab;

namespace HomeLab.Inventory.Repositories.Observing;

/// <summary>What is kept of a declared object: everything that makes it what it is, and nothing that says only where or in which commit.</summary>
/// <param name="Owner">Address of what deploys it; empty: nothing in the repository.</param>
/// <param name="Version">Counts up whenever what it says changes, also where that may not be shown.</param>
/// <param name="PartOf">Address of the project that it is a service of; null: of none.</param>
/// <param name="Observed">Address under which a source shows it once it is deployed; null: nobody can tell.</param>
/// <param name="Spec">Without what may be a secret; keys in order.</param>
/// <param name="Absent">Null: it is declared.</param>
sealed record DeclaredFacts(
    string Owner, string Reach, string Namespace, int Version, string? PartOf, string? Observed, IReadOnlyList<DeclaredNeed> Needs,
    IReadOnlyList<DeclaredName> Hosts, JsonNode? Spec, DeclaredAbsence? Absent = null)
{
    public static DeclaredFacts? Read(string facts) => JsonSerializer.Deserialize<DeclaredFacts>(facts, LabJson.Options);

    public string Write() => JsonSerializer.Serialize(this, LabJson.Options);
}

/// <summary>That it needs another declared object.</summary>
sealed record DeclaredNeed(string To, string Rule);

/// <summary>A host name that it asks to be served under.</summary>
sealed record DeclaredName(string Host, string Rule);

/// <summary>Why it is kept although the files no longer declare it.</summary>
/// <param name="Commit">The last one that was read and declared it; empty: none did.</param>
/// <param name="Files">That may declare it and could not be read, or leave it open, when it went.</param>
sealed record DeclaredAbsence(string Code, string Reason, string Commit, IReadOnlyList<string> Files);
