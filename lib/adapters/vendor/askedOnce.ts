/**
 * Asks, and answers who asks the same again with what was answered before: a vendor that is asked further back may know
 * no other way to be asked for it.
 *
 * Edge  it forgets nothing, so that each question of a caller needs one of its own.
 */
export function askedOnce<Question, Answer>(
  ask: (question: Question) => Promise<Answer>,
): (question: Question) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return (question) => {
    const name = JSON.stringify(question);
    const answer = answers.get(name) ?? ask(question);
    answers.set(name, answer);
    return answer;
  };
}
