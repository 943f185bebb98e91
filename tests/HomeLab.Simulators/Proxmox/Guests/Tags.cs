namespace HomeLab.Simulators.Proxmox.Guests;

/// <summary>Lower case, each once, in order, joined by semicolons.</summary>
static class Tags
{
    public static string Normal(string list) => string.Join(';', list.Split([';', ',', ' ', '\0'], StringSplitOptions.RemoveEmptyEntries)
        .Select(tag => tag.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal));
}
