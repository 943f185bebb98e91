namespace HomeLab.Inventory.Repositories.Nodes;

/// <summary>A file that is not read further.</summary>
sealed class ParseRefusedException(Place at, string code, string message) : FormatException(message)
{
    public Place At { get; } = at;

    public string Code { get; } = code;
}
