import { createInterface } from 'node:readline'

/**
 * Serves operations over stdin and stdout: one JSON request `{op, …}` per line, one JSON answer per
 * line, in order; `{error}` when the operation threw. Ends when stdin ends.
 */
export async function serve(operations) {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    process.stdout.write(JSON.stringify(answer(operations, line)) + '\n')
  }
}

function answer(operations, line) {
  try {
    const request = JSON.parse(line)
    return operations[request.op](request)
  } catch (error) {
    return { error: String(error.stack) }
  }
}
