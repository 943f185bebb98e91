using System.Buffers.Binary;
using System.Text;

namespace HomeLab.Simulators.Addresses;

/// <summary>A resolver that knows one name, <c>whoami.cloudflare</c> of class CH, and refuses every other; RFC 8484.</summary>
static class DnsAnswer
{
    const string MediaType = "application/dns-message";
    const int HeaderLength = 12;
    const int LongestQuestion = 512;

    /// <summary>The name in wire format, then TXT and CH.</summary>
    static readonly byte[] Whoami = [.. Label("whoami"), .. Label("cloudflare"), 0, 0, 16, 0, 3];

    public static async Task<IResult> AnswerAsync(string name, HttpContext context, UplinkStore store)
    {
        if (store.Find(name) is not { } uplink)
            return Results.NotFound();
        if (context.Request.ContentType != MediaType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        if (context.Request.ContentLength is not (>= HeaderLength and <= LongestQuestion and var length))
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var query = new byte[length];
        await context.Request.Body.ReadExactlyAsync(query, context.RequestAborted);
        return Results.Bytes(Of(query, uplink.AddressFor("dns-query", AddressExtensions.IsV6(context))), MediaType);
    }

    static byte[] Of(byte[] query, string address)
    {
        var question = query[HeaderLength..];
        var isKnown = question.AsSpan().StartsWith(Whoami);
        byte[] answer = [.. query[..HeaderLength], .. isKnown ? Whoami : question];
        // An answer, recursion available; 5 is REFUSED.
        (answer[2], answer[3]) = (0x81, isKnown ? (byte)0x80 : (byte)0x85);
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(6), isKnown ? (ushort)1 : (ushort)0);
        // Nothing additional: the options of a query are not answered.
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(10), 0);
        if (!isKnown)
            return answer;
        var text = Encoding.ASCII.GetBytes(address);
        return [.. answer, 0xC0, HeaderLength, 0, 16, 0, 3, 0, 0, 0, 0, 0, (byte)(text.Length + 1), (byte)text.Length, .. text];
    }

    static IEnumerable<byte> Label(string text) => Encoding.ASCII.GetBytes(text).Prepend((byte)text.Length);
}
