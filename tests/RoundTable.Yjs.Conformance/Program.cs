using System.Text;
using RoundTable.Yjs.Conformance;

// One JSON case a line on stdin, one JSON answer a line on stdout: the runner protocol of the conformance set.
var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { NewLine = "\n" };
using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
while (input.ReadLine() is { } line)
{
    if (line.Length > 0)
    {
        output.WriteLine(CaseRunner.Answer(line).ToJsonString(CaseRunner.Json));
        output.Flush();
    }
}
return 0;
