using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace HomeLab.Polyfills.Tests.Aspire;

public class ReferenceExpressionTests
{
    readonly IDistributedApplicationBuilder builder = Builders.Run();

    [Fact]
    public async Task Reads_as_an_expression_for_a_manifest_and_as_a_value_for_a_run()
    {
        var user = builder.AddParameter("user", "ada");
        var password = builder.AddParameter("password", "s3cret", secret: true);

        var expression = ReferenceExpression.Create($"{user}:{password}@host");

        Assert.Equal("{0}:{1}@host", expression.Format);
        Assert.Equal("{user.value}:{password.value}@host", expression.ValueExpression);
        Assert.Equal(["{user.value}", "{password.value}"], expression.ManifestExpressions);
        Assert.Equal("ada:s3cret@host", await expression.GetValueAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Keeps_braces_of_plain_text()
    {
        var text = "{not a hole}";

        var expression = ReferenceExpression.Create($"{{literal}} {text}");

        Assert.Equal("{literal} {not a hole}", await expression.GetValueAsync(CancellationToken.None));
        Assert.Empty(expression.ValueProviders);
    }

    [Fact]
    public async Task Escapes_what_goes_into_a_uri()
    {
        var password = builder.AddParameter("password", "a b/c@d", secret: true);

        var expression = ReferenceExpression.Create($"amqp://guest:{password:uri}@mq");

        Assert.Equal("amqp://guest:a%20b%2Fc%40d@mq", await expression.GetValueAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Nests()
    {
        var server = ReferenceExpression.Create($"Host={builder.AddParameter("host", "db")}");

        var expression = ReferenceExpression.Create($"{server};Database=orders");

        Assert.Equal("Host={host.value};Database=orders", expression.ValueExpression);
        Assert.Equal("Host=db;Database=orders", await expression.GetValueAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Is_built_piece_by_piece()
    {
        var pieces = new ReferenceExpressionBuilder();
        Assert.True(pieces.IsEmpty);

        pieces.AppendLiteral("a=");
        pieces.Append($"{builder.AddParameter("a", "1")};b=");
        pieces.AppendFormatted(builder.AddParameter("b", "2").Resource);

        Assert.Equal("a={a.value};b={b.value}", pieces.Build().ValueExpression);
        Assert.Equal("a=1;b=2", await pieces.Build().GetValueAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Has_no_value_when_it_is_empty() =>
        Assert.Null(await ReferenceExpression.Empty.GetValueAsync(CancellationToken.None));
}
