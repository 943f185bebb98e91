using System.Text.Json.Nodes;
using HomeLab.Inventory.Repositories;

namespace HomeLab.Inventory.Findings;

/// <summary>A declared object with what it says.</summary>
sealed record DeclaredItem(DeclaredObject Object, JsonNode? Spec)
{
    public string Address => Object.Address;

    public string Kind => Object.Kind;

    /// <summary><c>repository/home</c>.</summary>
    public string Repository { get; } = string.Join('/', Object.Address.Split('/').Take(2));

    /// <summary>Where it is written, for people.</summary>
    public string Place => $"{Object.At.File}:{Object.At.Line}";

    /// <summary>Whether somebody deploys it, as far as the repository tells.</summary>
    public bool IsMeant => Object.Reach != Reach.Loose;
}
