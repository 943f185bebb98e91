using HomeLab.Inventory.Notifications;
using HomeLab.Testing;

namespace HomeLab.Inventory.Tests.Notifications;

public sealed class NotificationMessageTests
{
    static readonly DateTimeOffset At = new(2026, 11, 21, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public void One_notice_is_told_as_it_is()
    {
        var message = NotificationMessage.Of("home", [new("degraded", "zone example.org", "The token is refused.", true, At)]);

        Assert.Equal(("home: zone example.org degraded", "The token is refused.", true, 0), (message.Title, message.Content, message.NeedsPerson, message.Omitted));
    }

    [Fact]
    [Proves("DNS-40")]
    public void A_storm_is_one_message_that_tells_how_much_more_there_is()
    {
        var notices = Enumerable.Range(1, 50).Select(i => new Notice("changed", $"zone z{i}.example", "Records: 1 created.", false, At))
            .Append(new Notice("approvalRequested", "zone example.org", "12 deletes.", true, At)).ToList();

        var message = NotificationMessage.Of("home", notices);

        Assert.Equal("home: 51 messages", message.Title);
        Assert.StartsWith("zone example.org approval requested: 12 deletes.\nzone z1.example changed: Records: 1 created.\n", message.Content, StringComparison.Ordinal);
        Assert.EndsWith("\nand 41 more", message.Content, StringComparison.Ordinal);
        Assert.Equal((10, 41, true), (message.Notices.Count, message.Omitted, message.NeedsPerson));
    }

    [Fact]
    public void A_long_line_is_cut()
    {
        var message = NotificationMessage.Of("home", [new("degraded", "zone example.org", new string('x', 5_000), true, At)]);

        Assert.Equal(400, message.Content.Length);
    }
}
