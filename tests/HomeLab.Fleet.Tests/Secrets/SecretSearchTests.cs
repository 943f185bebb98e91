using System.Text;

namespace HomeLab.Fleet.Tests.Secrets;

public sealed class SecretSearchTests
{
    const string Secret = "s3cr3t-of-the-broker-8KcV/2+w";

    readonly SecretSearch search = new(new Dictionary<string, string> { ["broker"] = Secret, ["other"] = "something-else-entirely-000" });

    public static TheoryData<string> Leaks => new(
        $"12:00:00 warn: amqp://user:{Secret}@127.0.0.1 does not answer",
        $"amqp://user:{Uri.EscapeDataString(Secret)}@127.0.0.1",
        $"…{Secret[..24]}",
        $"{Secret[^24..]}…",
        Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Secret)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"u:{Secret}")),
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"user:{Secret}!")));

    [Theory]
    [MemberData(nameof(Leaks))]
    public void Finds_a_secret_in_whatever_form(string leak)
    {
        Assert.Equal(["broker"], search.In(leak));
        Assert.Equal(["broker"], search.In((byte[])[0, 0xff, .. Encoding.UTF8.GetBytes(leak), 0xfe]));
    }

    [Fact]
    public void Finds_nothing_where_there_is_none() => Assert.Empty(search.In("12:00:00 warn: amqp://127.0.0.1 does not answer (s3cr3t)"));

    [Fact]
    public void Takes_nothing_for_a_secret_that_is_too_short_to_be_told_from_other_words() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SecretSearch(new Dictionary<string, string> { ["short"] = "password" }));
}
