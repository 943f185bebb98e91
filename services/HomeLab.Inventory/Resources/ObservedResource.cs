namespace HomeLab.Inventory.Resources;

/// <summary>A resource as it was just seen, with what it hangs on.</summary>
/// <param name="Name">What people call it: the container's name.</param>
sealed record ObservedResource(
    string Address, string Uid, string Kind, string Name, string State, string Image, IReadOnlyDictionary<string, string> Labels,
    IReadOnlyList<EdgeState> Edges);
