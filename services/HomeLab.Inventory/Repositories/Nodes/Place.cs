namespace HomeLab.Inventory.Repositories.Nodes;

/// <param name="File">Relative to the repository, with slashes.</param>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based.</param>
readonly record struct Place(string File, int Line, int Column)
{
    public override string ToString() => $"{File}:{Line}:{Column}";
}
