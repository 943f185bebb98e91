using System.Security.Cryptography;
using HomeLab.DnsWire;

namespace HomeLab.Inventory.Probes;

/// <summary>One question for an A or AAAA record, and whether the answer has any.</summary>
static class DnsProbe
{
    /// <param name="query"><c>example.org A</c>.</param>
    public static DnsMessage Ask(string query)
    {
        var words = query.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new DnsMessage
        {
            Id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1),
            IsRecursionDesired = true,
            Questions = [new DnsQuestion(WireName.Parse(words[0]), words is [_, "AAAA", ..] ? RecordType.Aaaa : RecordType.A)],
        };
    }

    /// <returns>NOERROR with an answer; null: this answers another question, or is no answer at all.</returns>
    public static bool? IsAnswered(DnsMessage question, byte[] bytes)
    {
        try
        {
            var answer = DnsMessage.Read(bytes);
            return answer.IsResponse && answer.Id == question.Id ? answer.Code == ResponseCode.NoError && answer.Answers.Count > 0 : null;
        }
        catch (DnsFormatException)
        {
            return null;
        }
    }
}
