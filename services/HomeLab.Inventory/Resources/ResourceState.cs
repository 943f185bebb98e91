namespace HomeLab.Inventory.Resources;

/// <summary>Something that was seen.</summary>
/// <param name="Address">Stable over re-creation: <c>docker/komodo-host/immich/server</c>.</param>
/// <param name="Uid">Of this incarnation: the container's id.</param>
/// <param name="Labels">JSON object, keys in order.</param>
/// <param name="Problems">JSON: what of it was refused and why.</param>
/// <param name="Facts">JSON object: what else of it is known, by its kind.</param>
sealed record ResourceState(
    string Address, string Uid, string Kind, string Name, string Source, string State, string Image, string Labels, string Problems,
    string Facts);
