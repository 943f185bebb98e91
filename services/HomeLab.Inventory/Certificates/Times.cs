using System.Globalization;

namespace HomeLab.Inventory.Certificates;

/// <summary>Times as sources write them.</summary>
static class Times
{
    /// <returns>Null: it is none.</returns>
    public static DateTimeOffset? Of(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
