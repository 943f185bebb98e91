using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace HomeLab.ServiceDefaults.Sealing;

/// <summary>A ledger entry as it is sealed: its id and the SHA-256 of its canonical form.</summary>
sealed record SealedEntry(long Id, byte[] Digest)
{
    /// <summary>What <see cref="Read"/> reads, in this order.</summary>
    public const string Columns =
        "id, at, entry, change_id, kind, key, object, action, actor, result, reason, cause_kind, cause_key, trace_id, detail::text";

    const int Detail = 14;

    public static SealedEntry Read(NpgsqlDataReader row) =>
        new(row.GetInt64(0), SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalForm(row))));

    /// <summary>
    /// <c>[1,id,at,entry,change_id,kind,key,object,action,actor,result,reason,cause_kind,cause_key,trace_id,detail]</c>; the first is the
    /// form's version, <c>at</c> is microseconds since 1970.
    /// </summary>
    static string CanonicalForm(NpgsqlDataReader row)
    {
        var at = row.GetFieldValue<DateTimeOffset>(1).UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"[1,{row.GetInt64(0)},{at / TimeSpan.TicksPerMicrosecond},");
        CanonicalJson.Append(text, row.GetString(2));
        text.Append(CultureInfo.InvariantCulture, $",\"{row.GetGuid(3):D}\"");
        for (var column = 4; column < Detail; column++)
        {
            text.Append(',');
            CanonicalJson.Append(text, row.IsDBNull(column) ? null : row.GetString(column));
        }
        text.Append(',');
        AppendDetail(text, row.GetString(Detail));
        return text.Append(']').ToString();
    }

    static void AppendDetail(StringBuilder text, string json)
    {
        try
        {
            using var detail = JsonDocument.Parse(json);
            CanonicalJson.Append(text, detail.RootElement);
        }
        catch (JsonException)
        {
            // Nested deeper than anything that is written here. It still has to hash to something that was never sealed.
            text.Append(json);
        }
    }
}
