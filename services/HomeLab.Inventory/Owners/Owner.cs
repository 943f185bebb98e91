namespace HomeLab.Inventory.Owners;

/// <summary>Whose something is.</summary>
/// <param name="Name">Several are separated by commas; empty: nobody is known.</param>
/// <param name="Contact">Empty: the lab names none.</param>
/// <param name="By">By which rule.</param>
sealed record Owner(string Name, string Contact, string By)
{
    public static Owner Nobody { get; } = new("", "", "");

    /// <summary>Of several things together.</summary>
    public static Owner Of(IEnumerable<Owner> owners) => owners.Where(it => it.Name.Length > 0).DistinctBy(it => it.Name).ToList() switch
    {
        [] => Nobody,
        [var only] => only,
        var several => new Owner(string.Join(", ", several.Select(it => it.Name)), "", string.Join("; ", several.Select(it => $"{it.Name}: {it.By}"))),
    };
}
