namespace HomeLab.Inventory.Graph;

/// <summary>A name that has a record in a zone.</summary>
/// <param name="Zone">Its source: <c>cloudflare/example.org</c>.</param>
/// <param name="Name">Lower case, without a final dot; a wildcard as it stands, <c>*.example.org</c>.</param>
/// <param name="Record">The node of the record.</param>
sealed record ZoneName(string Zone, string Name, string Type, string Content, string Record);
