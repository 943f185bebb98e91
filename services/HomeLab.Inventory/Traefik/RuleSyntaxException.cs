namespace HomeLab.Inventory.Traefik;

/// <summary>A rule that Traefik would refuse as well.</summary>
sealed class RuleSyntaxException(int column, string message) : FormatException(message)
{
    /// <summary>1-based, within the rule.</summary>
    public int Column { get; } = column;
}
