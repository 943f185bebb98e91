namespace HomeLab.Inventory.Resources;

/// <summary>A resource as it was just seen.</summary>
/// <param name="Name">What people call it: the container's name.</param>
/// <param name="Facts">JSON object: what else of it is known, by its kind; no secrets, nothing that changes while nothing happens.</param>
sealed record ObservedResource(
    string Address, string Uid, string Kind, string Name, string State, string Image, IReadOnlyDictionary<string, string> Labels,
    string Facts = "{}");
