using System.Globalization;

namespace HomeLab.Inventory.Certificates;

/// <summary>Until when a certificate is good, and when it should have been replaced.</summary>
static class Validity
{
    static readonly TimeSpan Most = TimeSpan.FromDays(30);

    public static bool IsOver(CertificateState it, DateTimeOffset at) => it.Certificate.NotAfter <= at;

    /// <summary>
    /// Its issuer should have replaced it by now: where nobody says when that is, a quarter of its life is left, or a month of a long
    /// one. Certificates of six days are as common as those of ninety, so no number of days would do.
    /// </summary>
    public static bool IsEnding(CertificateState it, DateTimeOffset at) => !IsOver(it, at) && it.Certificate.NotAfter is { } end
        && (it.RenewsAt is { } renewal ? renewal <= at : end - at < Margin(it.Certificate.NotBefore, end));

    public static string Told(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "";

    static TimeSpan Margin(DateTimeOffset? from, DateTimeOffset until)
    {
        var quarter = from is { } begin ? (until - begin) / 4 : Most;
        return quarter < Most ? quarter : Most;
    }
}
