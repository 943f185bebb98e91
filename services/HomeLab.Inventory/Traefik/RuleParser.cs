using HomeLab.Lab;

namespace HomeLab.Inventory.Traefik;

/// <summary>Reads a rule: <c>!</c> binds closer than <c>&amp;&amp;</c>, and that closer than <c>||</c>.</summary>
sealed class RuleParser
{
    const int MaxLength = 16 * 1024;
    const int MaxDepth = 64;

    readonly RuleScanner scanner;
    readonly RouterProtocol protocol;
    RuleToken current;
    int depth;

    RuleParser(string rule, RouterProtocol protocol)
    {
        scanner = new RuleScanner(rule);
        this.protocol = protocol;
        current = scanner.Next();
    }

    /// <exception cref="RuleSyntaxException">The rule is broken; says where and what would be right.</exception>
    public static Rule Parse(string rule, RouterProtocol protocol)
    {
        if (rule.Length > MaxLength)
            throw new RuleSyntaxException(1, $"the rule has {rule.Length} characters; at most {MaxLength} are read");
        var parser = new RuleParser(rule, protocol);
        var parsed = parser.Or();
        parser.Expect(RuleTokenKind.End, "`&&`, `||` or the end of the rule");
        return parsed;
    }

    Rule Or()
    {
        var left = And();
        while (Take(RuleTokenKind.Or))
            left = new Rule.Or(left, And());
        return left;
    }

    Rule And()
    {
        var left = Unary();
        while (Take(RuleTokenKind.And))
            left = new Rule.And(left, Unary());
        return left;
    }

    Rule Unary()
    {
        if (++depth > MaxDepth)
            throw new RuleSyntaxException(current.Column, $"the rule is nested deeper than {MaxDepth} levels");
        try
        {
            if (Take(RuleTokenKind.Not))
                return new Rule.Not(Unary());
            if (!Take(RuleTokenKind.Open))
                return Matcher();
            var inner = Or();
            Expect(RuleTokenKind.Close, "`)`");
            return inner;
        }
        finally
        {
            depth--;
        }
    }

    Rule.Matcher Matcher()
    {
        var name = Expect(RuleTokenKind.Name, "a matcher such as Host(`name`)");
        var known = Matchers.Of(protocol);
        var spelled = known.FirstOrDefault(it => it.Equals(name.Text, StringComparison.OrdinalIgnoreCase))
            ?? throw new RuleSyntaxException(name.Column, Unknown(name.Text, known));
        Expect(RuleTokenKind.Open, $"`(` after {spelled}");
        var arguments = new List<string> { Expect(RuleTokenKind.Quoted, "a text in backquotes").Text };
        while (Take(RuleTokenKind.Comma))
            arguments.Add(Expect(RuleTokenKind.Quoted, "a text in backquotes").Text);
        Expect(RuleTokenKind.Close, "`,` or `)`");
        return new Rule.Matcher(spelled, arguments);
    }

    string Unknown(string name, IReadOnlyList<string> known)
    {
        var other = Matchers.Of(protocol == RouterProtocol.Http ? RouterProtocol.Tcp : RouterProtocol.Http);
        if (other.Contains(name, StringComparer.OrdinalIgnoreCase))
            return $"`{name}` belongs to {(protocol == RouterProtocol.Http ? "TCP" : "HTTP")} routers";
        return $"`{name}` is no matcher{Spelling.Hint(name, known)}";
    }

    bool Take(RuleTokenKind kind)
    {
        if (current.Kind != kind)
            return false;
        current = scanner.Next();
        return true;
    }

    RuleToken Expect(RuleTokenKind kind, string what)
    {
        var token = current;
        if (token.Kind != kind)
            throw new RuleSyntaxException(token.Column, $"expected {what}, found {token.Describe()}");
        if (kind != RuleTokenKind.End)
            current = scanner.Next();
        return token;
    }
}
