using HomeLab.Inventory.Repositories.Git;

namespace HomeLab.Inventory.Tests.Repositories.Git;

public sealed class WebhookSignatureTests
{
    /// <remarks>The values are those of GitHub's own documentation of its signatures.</remarks>
    [Theory]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", true)]
    [InlineData("sha256=757107EA0EB2509FC211221CCE984B8A37570B6D7586C22C46F4379C8B043E17", true)]
    [InlineData("sha256=857107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", false)]
    [InlineData("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", false)]
    [InlineData("sha256=757107", false)]
    [InlineData("sha256=zz7107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public async Task Tells_who_knows_the_secret(string? header, bool isSigned)
    {
        using var body = new MemoryStream("Hello, World!"u8.ToArray());

        Assert.Equal(isSigned, await WebhookSignature.IsSignedAsync(body, header, "It's a Secret to Everybody", CancellationToken.None));
    }

    [Fact]
    public async Task Trusts_nobody_where_there_is_no_secret()
    {
        Assert.False(await WebhookSignature.IsSignedAsync(Stream.Null, "sha256=" + new string('0', 64), "", CancellationToken.None));
        Assert.False(WebhookSignature.IsToken("", ""));
        Assert.True(WebhookSignature.IsToken("abc", "abc"));
        Assert.False(WebhookSignature.IsToken("abd", "abc"));
    }
}
