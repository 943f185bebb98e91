namespace HomeLab.Dns.Lists;

/// <summary>A list as read whole.</summary>
sealed record IpListItems(string Account, string List, IReadOnlyList<ListItem> Items);
