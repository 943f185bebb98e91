namespace Aspire.Dashboard.ResourceService;

sealed record ConsoleLine(int Number, string Text, bool IsError);
