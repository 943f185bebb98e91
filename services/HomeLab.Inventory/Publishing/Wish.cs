using HomeLab.Lab;

namespace HomeLab.Inventory.Publishing;

/// <summary>A name that a resource asks for, before the lab is asked.</summary>
/// <param name="Router">Tells apart the ways on which one resource asks for one name; empty: there is but one.</param>
/// <param name="Host">As written.</param>
sealed record Wish(string Router, string Host)
{
    /// <summary>Entry points or Gateways on which it is reached.</summary>
    public IReadOnlyList<string> Via { get; init; } = [];

    /// <summary>Addresses or host names, or contents by <see cref="Type"/>; empty: the lab's target.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Of the records; empty: as the targets are.</summary>
    public string Type { get; init; } = "";

    /// <summary>Whether its name may be one such as <c>*.example.org</c> or <c>_sip._tcp.example.org</c>.</summary>
    public bool AllowsWildcard { get; init; }

    /// <summary>Seconds; null: not said.</summary>
    public int? Ttl { get; init; }

    /// <summary>Null: as the lab says.</summary>
    public bool? Proxied { get; init; }

    /// <summary>What may become of its records: <c>sync</c>, <c>upsertOnly</c>, <c>createOnly</c>; null: as the lab says.</summary>
    public string? Policy { get; init; }

    /// <summary>Why it cannot become public; null: nothing is known against it.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The refusal only says what is not known now: what is public already stays so.</summary>
    public bool IsPending { get; init; }
}
